package dev.lamina.hub.catalog.sql;

import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.ReservedNameException;
import dev.lamina.hub.db.Session;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// The numbers of repositories, for the statements of the other parts.
final class Repositories {

    private Repositories() {}

    static Optional<Long> id(Session session, RepositoryName repository) throws SQLException {
        return session.first(
                "SELECT id FROM repositories WHERE name = ?",
                row -> row.getLong(1),
                repository.path());
    }

    /// One that is made by a push is public, unless there was a private one of its name: a push that
    /// went on, or a token that was still good, must not show to everybody what was deleted.
    ///
    /// @throws ReservedNameException if there is none, and none may be made
    static long idOrCreate(Session session, RepositoryName repository, Instant now)
            throws SQLException, ReservedNameException {
        Optional<Long> known = id(session, repository);
        if (known.isPresent()) {
            return known.get();
        }
        repository.checkNew();
        session.update(
                """
                INSERT INTO repositories (name, created_at, is_public)
                VALUES (?, ?, CASE WHEN EXISTS (SELECT 1 FROM private_names WHERE name = ?)
                    THEN 0 ELSE 1 END)""",
                repository.path(),
                now,
                repository.path());
        return id(session, repository).orElseThrow();
    }
}
