package dev.lamina.hub.catalog.tag;

import dev.lamina.hub.catalog.Precondition;
import dev.lamina.hub.catalog.PreconditionException;
import dev.lamina.hub.db.Session;
import dev.lamina.image.Digest;

import java.sql.SQLException;
import java.util.Optional;

/// Asks preconditions of what a repository has now.
public final class Preconditions {

    private Preconditions() {}

    public static void check(Session session, long repositoryId, Precondition precondition)
            throws SQLException, PreconditionException {
        if (precondition != Precondition.NONE) {
            precondition.check(now(session, repositoryId, precondition.reference()));
        }
    }

    /// Asks one about what is to be deleted: to delete what is not there fails anyway, and then
    /// conditions do not count (RFC 9110 section 13.2.1).
    public static void checkIfThere(Session session, long repositoryId, Precondition precondition)
            throws SQLException, PreconditionException {
        if (precondition == Precondition.NONE) {
            return;
        }
        Optional<Digest> now = now(session, repositoryId, precondition.reference());
        if (now.isPresent()) {
            precondition.check(now);
        }
    }

    /// No tag has a colon, every digest has.
    private static Optional<Digest> now(Session session, long repositoryId, String reference)
            throws SQLException {
        String sql =
                reference.indexOf(':') < 0
                        ? "SELECT digest FROM tags WHERE repository_id = ? AND name = ?"
                        : "SELECT digest FROM manifests WHERE repository_id = ? AND digest = ?";
        return session.first(sql, row -> Digest.parse(row.getString(1)), repositoryId, reference);
    }
}
