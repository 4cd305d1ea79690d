package dev.lamina.hub.catalog;

import dev.lamina.hub.db.Session;
import dev.lamina.image.Digest;

import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Predicate;

/// How a tag or manifest must be for a change of it to be made. It is asked within the change, so
/// that nobody else can change the same in between: of two who both saw one state, one wins.
public final class Precondition {

    /// Whatever is there.
    public static final Precondition NONE = new Precondition("", _ -> true);

    private final String reference;
    private final Predicate<Optional<Digest>> rule;

    private Precondition(String reference, Predicate<Optional<Digest>> rule) {
        this.reference = reference;
        this.rule = rule;
    }

    /// Returns a precondition.
    ///
    /// @param reference a tag or the digest of a manifest: what the change is about
    /// @param rule what must hold of the digest that this names now; of empty, if it names nothing
    public static Precondition of(String reference, Predicate<Optional<Digest>> rule) {
        return new Precondition(reference, rule);
    }

    /// Checks what a repository has now.
    void check(Session session, long repositoryId) throws SQLException, PreconditionException {
        if (this == NONE) {
            return;
        }
        Optional<Digest> now = now(session, repositoryId);
        if (!rule.test(now)) {
            throw new PreconditionException(
                    reference
                            + ": expected as the request's conditions say, got "
                            + now.map(Digest::toString).orElse("nothing"));
        }
    }

    /// Checks what a repository has now, if it has it: to delete what is not there fails anyway,
    /// and then conditions do not count (RFC 9110 section 13.2.1).
    void checkIfThere(Session session, long repositoryId)
            throws SQLException, PreconditionException {
        if (this != NONE && now(session, repositoryId).isPresent()) {
            check(session, repositoryId);
        }
    }

    /// No tag has a colon, every digest has.
    private Optional<Digest> now(Session session, long repositoryId) throws SQLException {
        String sql =
                reference.indexOf(':') < 0
                        ? "SELECT digest FROM tags WHERE repository_id = ? AND name = ?"
                        : "SELECT digest FROM manifests WHERE repository_id = ? AND digest = ?";
        return session.first(sql, row -> Digest.parse(row.getString(1)), repositoryId, reference);
    }
}
