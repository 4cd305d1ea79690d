-- What a hub knows about its content. Times are microseconds since 1970.

CREATE TABLE repositories (
    id          ID_KEY,
    name        TEXT    NOT NULL UNIQUE,
    created_at  BIGINT  NOT NULL
);

-- A blob is stored once, however many repositories hold it.
CREATE TABLE blobs (
    digest      TEXT    PRIMARY KEY,
    size        BIGINT  NOT NULL
);

-- A repository holds a blob. Only through this row can the blob be read.
CREATE TABLE repository_blobs (
    repository_id  BIGINT  NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
    digest         TEXT    NOT NULL REFERENCES blobs (digest),
    seen_at        BIGINT  NOT NULL,
    PRIMARY KEY (repository_id, digest)
);

CREATE INDEX repository_blobs_by_digest ON repository_blobs (digest);

-- Exact bytes as they were pushed. The content is last: SQLite reads no page of it unasked.
CREATE TABLE manifests (
    repository_id  BIGINT  NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
    digest         TEXT    NOT NULL,
    media_type     TEXT    NOT NULL,
    size           BIGINT  NOT NULL,
    subject        TEXT,
    artifact_type  TEXT,
    pushed_at      BIGINT  NOT NULL,
    content        BYTES   NOT NULL,
    PRIMARY KEY (repository_id, digest)
);

CREATE INDEX manifests_by_subject ON manifests (repository_id, subject, digest)
    WHERE subject IS NOT NULL;

-- What a manifest names: blobs (config, layers) and, for an image index, manifests.
CREATE TABLE manifest_references (
    repository_id  BIGINT  NOT NULL,
    manifest       TEXT    NOT NULL,
    digest         TEXT    NOT NULL,
    PRIMARY KEY (repository_id, digest, manifest),
    FOREIGN KEY (repository_id, manifest)
        REFERENCES manifests (repository_id, digest) ON DELETE CASCADE
);

CREATE INDEX manifest_references_by_manifest ON manifest_references (repository_id, manifest);

CREATE TABLE tags (
    repository_id  BIGINT  NOT NULL,
    name           TEXT    NOT NULL,
    digest         TEXT    NOT NULL,
    moved_at       BIGINT  NOT NULL,
    PRIMARY KEY (repository_id, name),
    FOREIGN KEY (repository_id, digest)
        REFERENCES manifests (repository_id, digest) ON DELETE CASCADE
);

CREATE INDEX tags_in_order ON tags (repository_id, lower(name), name);

CREATE INDEX tags_by_digest ON tags (repository_id, digest);

-- Every move of a tag; a digest of NULL means that it was deleted.
CREATE TABLE tag_moves (
    id             ID_KEY,
    repository_id  BIGINT  NOT NULL REFERENCES repositories (id) ON DELETE CASCADE,
    name           TEXT    NOT NULL,
    digest         TEXT,
    moved_at       BIGINT  NOT NULL,
    moved_by       TEXT    NOT NULL
);

CREATE INDEX tag_moves_by_tag ON tag_moves (repository_id, name, id);

-- Uploads in progress; their bytes are in the blob store under the same id. The repository is a
-- name because it comes into being with its first content.
CREATE TABLE uploads (
    id          TEXT    PRIMARY KEY,
    repository  TEXT    NOT NULL,
    seen_at     BIGINT  NOT NULL
);

CREATE INDEX uploads_by_age ON uploads (seen_at);
