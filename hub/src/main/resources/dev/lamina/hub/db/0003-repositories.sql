-- What people see of repositories.

ALTER TABLE repositories ADD COLUMN is_public INTEGER NOT NULL DEFAULT 1;
ALTER TABLE repositories ADD COLUMN summary TEXT NOT NULL DEFAULT '';
ALTER TABLE repositories ADD COLUMN source TEXT;
ALTER TABLE repositories ADD COLUMN licence TEXT;
ALTER TABLE repositories ADD COLUMN star_count BIGINT NOT NULL DEFAULT 0;
ALTER TABLE repositories ADD COLUMN pull_count BIGINT NOT NULL DEFAULT 0;
ALTER TABLE repositories ADD COLUMN pushed_at BIGINT;

CREATE INDEX repositories_by_stars ON repositories (star_count);
CREATE INDEX repositories_by_pulls ON repositories (pull_count);
CREATE INDEX repositories_by_push ON repositories (pushed_at);

-- Markdown, beside the repositories: lists and searches never read it.
CREATE TABLE repository_descriptions (
    repository_id  BIGINT  PRIMARY KEY REFERENCES repositories (id) ON DELETE CASCADE,
    description    TEXT    NOT NULL
);

CREATE TABLE repository_categories (
    repository_id  BIGINT  NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
    category       TEXT    NOT NULL,
    PRIMARY KEY (repository_id, category)
);

CREATE INDEX repository_categories_by_category ON repository_categories (category);

CREATE TABLE stars (
    repository_id  BIGINT  NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
    account        TEXT    NOT NULL,
    starred_at     BIGINT  NOT NULL,
    PRIMARY KEY (repository_id, account)
);

CREATE INDEX stars_by_account ON stars (account, starred_at);

-- Tags that match a pattern stay where they are.
CREATE TABLE tag_rules (
    repository_id  BIGINT  NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
    pattern        TEXT    NOT NULL,
    PRIMARY KEY (repository_id, pattern)
);

-- The manifests that are images, each for one platform. The size is that of config and layers.
CREATE TABLE images (
    repository_id  BIGINT  NOT NULL,
    digest         TEXT    NOT NULL,
    os             TEXT    NOT NULL,
    architecture   TEXT    NOT NULL,
    variant        TEXT    NOT NULL DEFAULT '',
    size           BIGINT  NOT NULL,
    PRIMARY KEY (repository_id, digest),
    FOREIGN KEY (repository_id, digest)
        REFERENCES manifests (repository_id, digest) ON DELETE CASCADE
);

CREATE INDEX images_by_platform ON images (repository_id, os, architecture);
