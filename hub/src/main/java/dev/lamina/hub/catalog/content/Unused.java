package dev.lamina.hub.catalog.content;

import dev.lamina.hub.db.Database;
import dev.lamina.hub.db.Session;
import dev.lamina.image.Digest;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/// The questions and changes of a sweep: content that nothing needs any more.
public final class Unused {

    /// What is released or forgotten at once.
    private static final int BATCH = 500;

    private final Database database;

    Unused(Database database) {
        this.database = database;
    }

    /// Ends the hold of repositories on blobs that none of their manifests names, unless they were
    /// pushed, mounted or asked for since `before`. Returns how many holds ended.
    ///
    /// Some at a time: who pushes meanwhile waits only for those.
    public int releaseBlobs(Instant before) throws IOException {
        int released = 0;
        List<Hold> found = holds(new Hold(0, ""), before);
        while (!found.isEmpty()) {
            List<Hold> batch = found;
            released +=
                    database.free(
                            session -> {
                                int count = 0;
                                for (Hold hold : batch) {
                                    count += release(session, hold, before);
                                }
                                return count;
                            });
            found = holds(found.getLast(), before);
        }
        return released;
    }

    /// A repository's hold on a blob.
    private record Hold(long repositoryId, String digest) {}

    private List<Hold> holds(Hold after, Instant before) throws IOException {
        return database.read(
                session ->
                        session.list(
                                """
                                SELECT h.repository_id, h.digest FROM repository_blobs h
                                WHERE (h.repository_id, h.digest) > (?, ?) AND h.seen_at < ?
                                    AND NOT EXISTS (
                                        SELECT 1 FROM manifest_references m
                                        WHERE m.repository_id = h.repository_id
                                            AND m.digest = h.digest)
                                ORDER BY h.repository_id, h.digest LIMIT ?""",
                                row -> new Hold(row.getLong(1), row.getString(2)),
                                after.repositoryId(),
                                after.digest(),
                                before,
                                BATCH));
    }

    /// Asked again now that no push can come between.
    private static int release(Session session, Hold hold, Instant before) throws SQLException {
        return session.update(
                """
                DELETE FROM repository_blobs
                WHERE repository_id = ? AND digest = ? AND seen_at < ? AND NOT EXISTS (
                    SELECT 1 FROM manifest_references m
                    WHERE m.repository_id = repository_blobs.repository_id
                        AND m.digest = repository_blobs.digest)""",
                hold.repositoryId(),
                hold.digest(),
                before);
    }

    /// Forgets the blobs that no repository holds. Returns how many.
    public int forgetBlobs() throws IOException {
        int forgotten = 0;
        List<String> found = unheld("");
        while (!found.isEmpty()) {
            List<String> batch = found;
            forgotten +=
                    database.free(
                            session -> {
                                int count = 0;
                                for (String digest : batch) {
                                    count += forget(session, digest);
                                }
                                return count;
                            });
            found = unheld(found.getLast());
        }
        return forgotten;
    }

    private List<String> unheld(String after) throws IOException {
        return database.read(
                session ->
                        session.list(
                                """
                                SELECT b.digest FROM blobs b
                                WHERE b.digest > ? AND NOT EXISTS (
                                    SELECT 1 FROM repository_blobs h WHERE h.digest = b.digest)
                                ORDER BY b.digest LIMIT ?""",
                                row -> row.getString(1),
                                after,
                                BATCH));
    }

    private static int forget(Session session, String digest) throws SQLException {
        return session.update(
                """
                DELETE FROM blobs
                WHERE digest = ? AND NOT EXISTS (
                    SELECT 1 FROM repository_blobs h WHERE h.digest = blobs.digest)""",
                digest);
    }

    /// Runs `removal` if the catalog does not know a blob. Until it has ended nobody can publish one
    /// of its digest; everything else goes on. If it fails that stays so for a quarter of an hour.
    /// Returns whether it ran.
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
            database.free(session -> Removals.end(session, digest, now));
        }
        return begun;
    }

    /// Runs `check`, and then `removal` if it finds that the bytes of a blob are damaged. Until both
    /// have ended nobody can publish a blob of its digest, so that no good one is removed in place of
    /// the damaged one; everything else goes on.
    ///
    /// @return whether it was removed; not if another removal of it is under way, or if this one was
    ///     held up so long that others may have published the blob
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

    /// Removes and returns the uploads that nobody touched since `before`.
    public List<UUID> expireUploads(Instant before) throws IOException {
        return database.free(
                session ->
                        session.list(
                                "DELETE FROM uploads WHERE seen_at < ? RETURNING id",
                                row -> UUID.fromString(row.getString(1)),
                                before));
    }

    /// Tells whether the catalog knows an upload.
    public boolean knowsUpload(UUID id) throws IOException {
        return database.read(session -> session.exists("SELECT 1 FROM uploads WHERE id = ?", id));
    }

    /// Looks whether a blob is damaged.
    @FunctionalInterface
    public interface DamageCheck {

        /// @param renewal to be run now and then by a check that takes long
        boolean isDamaged(HeldBlobs.Step renewal) throws IOException;
    }
}
