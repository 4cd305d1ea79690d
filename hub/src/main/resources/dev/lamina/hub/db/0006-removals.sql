-- Blobs that are being removed from the blob store: meanwhile nobody may publish them again.

CREATE TABLE removals (
    digest    TEXT    PRIMARY KEY,
    begun_at  BIGINT  NOT NULL
);
