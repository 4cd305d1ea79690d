-- Who there is, and who may do what. Secrets are kept as hashes.

CREATE TABLE accounts (
    id                ID_KEY,
    name              TEXT    NOT NULL UNIQUE,
    kind              TEXT    NOT NULL,
    full_name         TEXT    NOT NULL DEFAULT '',
    password          TEXT,
    is_administrator  INTEGER NOT NULL DEFAULT 0,
    must_change       INTEGER NOT NULL DEFAULT 0,
    is_disabled       INTEGER NOT NULL DEFAULT 0,
    owner_id          BIGINT  REFERENCES accounts (id) ON DELETE CASCADE,
    created_at        BIGINT  NOT NULL
);

CREATE INDEX accounts_by_owner ON accounts (owner_id);

CREATE TABLE members (
    organisation_id  BIGINT  NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    account_id       BIGINT  NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    is_owner         INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, account_id)
);

CREATE INDEX members_by_account ON members (account_id);

CREATE TABLE teams (
    id               ID_KEY,
    organisation_id  BIGINT  NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name             TEXT    NOT NULL,
    UNIQUE (organisation_id, name)
);

CREATE TABLE team_members (
    team_id     BIGINT  NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
    account_id  BIGINT  NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    PRIMARY KEY (team_id, account_id)
);

CREATE INDEX team_members_by_account ON team_members (account_id);

-- What somebody else than the owner may do: a team or a robot. The repository `*` means all of the
-- organisation, or of the robot's owner. Rights: 1 read, 2 write, 3 administer.
CREATE TABLE team_rights (
    team_id      BIGINT  NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
    repository   TEXT    NOT NULL,
    right_level  INTEGER NOT NULL,
    PRIMARY KEY (team_id, repository)
);

CREATE TABLE robot_rights (
    account_id   BIGINT  NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    repository   TEXT    NOT NULL,
    right_level  INTEGER NOT NULL,
    PRIMARY KEY (account_id, repository)
);

CREATE TABLE access_tokens (
    id           ID_KEY,
    account_id   BIGINT  NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name         TEXT    NOT NULL,
    secret_hash  TEXT    NOT NULL UNIQUE,
    right_level  INTEGER NOT NULL,
    created_at   BIGINT  NOT NULL,
    expires_at   BIGINT,
    used_at      BIGINT
);

CREATE INDEX access_tokens_by_account ON access_tokens (account_id);

CREATE TABLE sessions (
    secret_hash  TEXT    PRIMARY KEY,
    account_id   BIGINT  NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    created_at   BIGINT  NOT NULL,
    seen_at      BIGINT  NOT NULL
);

CREATE INDEX sessions_by_account ON sessions (account_id);

CREATE TABLE invitations (
    secret_hash  TEXT    PRIMARY KEY,
    created_by   TEXT    NOT NULL,
    expires_at   BIGINT  NOT NULL
);

-- Failed logins, by account and by address.
CREATE TABLE login_failures (
    subject  TEXT    PRIMARY KEY,
    count    BIGINT  NOT NULL,
    last_at  BIGINT  NOT NULL
);

-- What all processes of a hub must know and nobody else: the key that signs tokens.
CREATE TABLE hub_keys (
    name   TEXT   PRIMARY KEY,
    value  BYTES  NOT NULL
);
