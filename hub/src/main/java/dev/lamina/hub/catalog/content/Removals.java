package dev.lamina.hub.catalog.content;

import dev.lamina.hub.db.Session;
import dev.lamina.image.Digest;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/// Marks of the blobs that are being removed from the blob store, in the table `removals`.
///
/// To remove a blob can take long, so it is done outside the lock of all writers. The mark, which is
/// set and asked for under that lock, keeps a blob that is published meanwhile from being removed with
/// the old one. It stays if the removal fails: the store may still get to it.
final class Removals {

    /// After so long no removal is under way any more, whatever became of who began it. No call of
    /// an object store takes as long.
    private static final Duration AT_MOST = Duration.ofMinutes(15);

    private Removals() {}

    /// Marks a blob; false if it is marked already.
    static boolean begin(Session session, Digest digest, Instant now) throws SQLException {
        session.update("DELETE FROM removals WHERE begun_at < ?", now.minus(AT_MOST));
        return session.update(
                        """
                        INSERT INTO removals (digest, begun_at) VALUES (?, ?)
                        ON CONFLICT (digest) DO NOTHING""",
                        digest,
                        now)
                > 0;
    }

    static boolean isUnderWay(Session session, Digest digest, Instant now) throws SQLException {
        return session.exists(
                "SELECT 1 FROM removals WHERE digest = ? AND begun_at >= ?",
                digest,
                now.minus(AT_MOST));
    }

    /// Lets a mark count from now on; false if it counts no more.
    static boolean renew(Session session, Digest digest, Instant begun, Instant now)
            throws SQLException {
        return session.update(
                        """
                        UPDATE removals SET begun_at = ?
                        WHERE digest = ? AND begun_at = ? AND begun_at >= ?""",
                        now,
                        digest,
                        begun,
                        now.minus(AT_MOST))
                > 0;
    }

    /// Takes away the mark that was set or renewed at a moment.
    static int end(Session session, Digest digest, Instant begun) throws SQLException {
        return session.update(
                "DELETE FROM removals WHERE digest = ? AND begun_at = ?", digest, begun);
    }
}
