package dev.lamina.hub.catalog.content;

import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.db.Database;
import dev.lamina.image.Digest;

import java.io.IOException;
import java.util.List;

/// All content that a hub should have, for those who keep it safe.
public final class Inventory {

    private final Database database;

    public Inventory(Database database) {
        this.database = database;
    }

    /// A blob that some repository holds, or held until lately.
    public record KnownBlob(Digest digest, long size) {}

    /// Returns the blobs that follow a digest in the order of the text, at most `limit`.
    ///
    /// @param after a digest, or empty to begin
    public List<KnownBlob> blobs(String after, int limit) throws IOException {
        return database.read(
                session ->
                        session.list(
                                """
                                SELECT digest, size FROM blobs
                                WHERE digest > ? ORDER BY digest LIMIT ?""",
                                row ->
                                        new KnownBlob(
                                                Digest.parse(row.getString(1)), row.getLong(2)),
                                after,
                                limit));
    }

    /// Returns how many bytes all blobs have.
    public long blobBytes() throws IOException {
        return database.read(
                session ->
                        session.first(
                                        "SELECT coalesce(sum(size), 0) FROM blobs",
                                        row -> row.getLong(1))
                                .orElse(0L));
    }

    /// Tells whether the hub should have a blob.
    public boolean knows(Digest digest) throws IOException {
        return database.read(
                session -> session.exists("SELECT 1 FROM blobs WHERE digest = ?", digest));
    }

    /// Returns the names of repositories that hold a blob, at most `limit`.
    public List<RepositoryName> holders(Digest digest, int limit) throws IOException {
        return database.read(
                session ->
                        session.list(
                                """
                                SELECT r.name FROM repository_blobs h
                                JOIN repositories r ON r.id = h.repository_id
                                WHERE h.digest = ? ORDER BY r.name LIMIT ?""",
                                row -> new RepositoryName(row.getString(1)),
                                digest,
                                limit));
    }
}
