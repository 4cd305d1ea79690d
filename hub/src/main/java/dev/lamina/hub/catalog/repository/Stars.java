package dev.lamina.hub.catalog.repository;

import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.db.Database;
import dev.lamina.hub.db.Session;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Stars of accounts, in the table `stars`; their number is kept with the repository. An account gives a repository one star.
public final class Stars {

    private final Database database;

    public Stars(Database database) {
        this.database = database;
    }

    /// Gives a star; false if it is there already, or the repository is not.
    public boolean add(RepositoryName repository, String account, Instant now) throws IOException {
        return database.write(
                session -> {
                    Optional<Long> id = Repositories.id(session, repository);
                    return id.isPresent()
                            && session.update(
                                            """
                                            INSERT INTO stars (repository_id, account, starred_at)
                                            VALUES (?, ?, ?)
                                            ON CONFLICT (repository_id, account) DO NOTHING""",
                                            id.get(),
                                            account,
                                            now)
                                    > 0
                            && count(session, id.get());
                });
    }

    /// Takes a star back; false if there is none.
    public boolean remove(RepositoryName repository, String account) throws IOException {
        return database.write(
                session -> {
                    Optional<Long> id = Repositories.id(session, repository);
                    return id.isPresent()
                            && session.update(
                                            """
                                            DELETE FROM stars
                                            WHERE repository_id = ? AND account = ?""",
                                            id.get(),
                                            account)
                                    > 0
                            && count(session, id.get());
                });
    }

    private static boolean count(Session session, long id) throws SQLException {
        return session.update(
                        """
                        UPDATE repositories
                        SET star_count = (SELECT count(*) FROM stars WHERE repository_id = ?)
                        WHERE id = ?""",
                        id,
                        id)
                > 0;
    }

    public boolean has(RepositoryName repository, String account) throws IOException {
        return database.read(
                session ->
                        session.exists(
                                """
                                SELECT 1 FROM repositories r
                                JOIN stars s ON s.repository_id = r.id
                                WHERE r.name = ? AND s.account = ?""",
                                repository,
                                account));
    }

    /// Returns what an account likes, the newest star first.
    public List<RepositoryName> of(String account, int limit) throws IOException {
        return database.read(
                session ->
                        session.list(
                                """
                                SELECT r.name FROM stars s
                                JOIN repositories r ON r.id = s.repository_id
                                WHERE s.account = ?
                                ORDER BY s.starred_at DESC, r.name
                                LIMIT ?""",
                                row -> new RepositoryName(row.getString(1)),
                                account,
                                limit));
    }
}
