package dev.lamina.hub.catalog;

import dev.lamina.hub.db.Database;
import dev.lamina.hub.db.Session;
import dev.lamina.image.Digest;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/// What a sweep asks of the tables.
final class SqlUnused implements Unused {

    private final Database database;

    SqlUnused(Database database) {
        this.database = database;
    }

    @Override
    public int releaseBlobs(Instant before) throws IOException {
        return database.free(
                session ->
                        session.update(
                                """
                                DELETE FROM repository_blobs
                                WHERE seen_at < ? AND NOT EXISTS (
                                    SELECT 1 FROM manifest_references m
                                    WHERE m.repository_id = repository_blobs.repository_id
                                        AND m.digest = repository_blobs.digest)""",
                                before));
    }

    @Override
    public int forgetBlobs() throws IOException {
        return database.free(
                session ->
                        session.update(
                                """
                                DELETE FROM blobs
                                WHERE NOT EXISTS (
                                    SELECT 1 FROM repository_blobs h
                                    WHERE h.digest = blobs.digest)"""));
    }

    @Override
    public boolean removeUnknown(Digest digest, Instant now, HeldBlobs.Step removal)
            throws IOException {
        if (isKnown(digest)) {
            return false;
        }
        boolean begun =
                database.free(
                        session ->
                                !isKnown(session, digest) && Removals.begin(session, digest, now));
        if (begun) {
            removal.run();
            database.free(session -> Removals.end(session, digest));
        }
        return begun;
    }

    @Override
    public boolean removeDamaged(
            Digest digest, InstantSource clock, DamageCheck check, HeldBlobs.Step removal)
            throws IOException {
        var mark = new RemovalMark(database, digest, clock);
        if (!mark.begin()) {
            return false;
        }
        boolean isDamaged = false;
        try {
            isDamaged = check.isDamaged(mark::renewIfOld);
            if (isDamaged) {
                mark.renew();
            }
        } catch (RemovalMark.LostException e) {
            return false;
        } finally {
            if (!isDamaged) {
                mark.end();
            }
        }
        if (isDamaged) {
            removal.run();
            mark.end();
        }
        return isDamaged;
    }

    private boolean isKnown(Digest digest) throws IOException {
        return database.read(session -> isKnown(session, digest));
    }

    private static boolean isKnown(Session session, Digest digest) throws SQLException {
        return session.exists("SELECT 1 FROM blobs WHERE digest = ?", digest);
    }

    @Override
    public List<UUID> expireUploads(Instant before) throws IOException {
        return database.free(
                session ->
                        session.list(
                                "DELETE FROM uploads WHERE seen_at < ? RETURNING id",
                                row -> UUID.fromString(row.getString(1)),
                                before));
    }

    @Override
    public boolean knowsUpload(UUID id) throws IOException {
        return database.read(session -> session.exists("SELECT 1 FROM uploads WHERE id = ?", id));
    }
}
