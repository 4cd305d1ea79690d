package dev.lamina.hub.catalog.repository;

import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.ReservedNameException;
import dev.lamina.hub.db.Database;
import dev.lamina.hub.db.Session;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Repositories and what is said about them, in the tables `repositories`, `repository_descriptions` and
/// `repository_categories`. Who may see or change which is not decided here.
public final class Repositories {

    private final Database database;

    public Repositories(Database database) {
        this.database = database;
    }

    /// Returns a repository.
    public Optional<RepositoryPage> find(RepositoryName repository) throws IOException {
        return database.read(
                session -> {
                    Optional<CardRow> row =
                            session.first(
                                    "SELECT "
                                            + CardRow.COLUMNS
                                            + " FROM repositories r WHERE r.name = ?",
                                    CardRow::read,
                                    repository);
                    return row.isEmpty() ? Optional.empty() : Optional.of(page(session, row.get()));
                });
    }

    private static RepositoryPage page(Session session, CardRow row) throws SQLException {
        RepositoryCard card = CardRow.cards(session, List.of(row)).getFirst();
        Rest rest =
                session.first(
                                """
                                SELECT coalesce(d.description, ''), r.source, r.licence, r.created_at
                                FROM repositories r
                                LEFT JOIN repository_descriptions d ON d.repository_id = r.id
                                WHERE r.id = ?""",
                                Rest::read,
                                row.id())
                        .orElseThrow();
        var texts =
                new RepositoryTexts(
                        card.summary(),
                        rest.description(),
                        rest.source(),
                        rest.licence(),
                        card.categories());
        return new RepositoryPage(card, texts, rest.createdAt());
    }

    /// What a list does not show.
    private record Rest(
            String description,
            Optional<String> source,
            Optional<String> licence,
            Instant createdAt) {

        static Rest read(ResultSet row) throws SQLException {
            return new Rest(
                    row.getString(1),
                    Optional.ofNullable(row.getString(2)),
                    Optional.ofNullable(row.getString(3)),
                    Session.time(row.getLong(4)));
        }
    }

    /// Creates a repository without content; false if there is one of that name. The first push
    /// creates one too, a public one.
    ///
    /// @throws ReservedNameException if nobody may make one of that name
    public boolean create(RepositoryName repository, boolean isPublic, Instant now)
            throws IOException {
        repository.checkNew();
        return database.write(
                session ->
                        session.update(
                                        """
                                        INSERT INTO repositories (name, created_at, is_public)
                                        VALUES (?, ?, ?)
                                        ON CONFLICT (name) DO NOTHING""",
                                        repository,
                                        now,
                                        isPublic ? 1 : 0)
                                > 0);
    }

    /// Replaces what is said about a repository; false if there is none.
    ///
    /// @throws RefusedTextException if a text is not as it may be
    public boolean describe(RepositoryName repository, RepositoryTexts texts) throws IOException {
        texts.check();
        return database.write(
                session -> {
                    Optional<Long> id = id(session, repository);
                    if (id.isPresent()) {
                        describe(session, id.get(), texts);
                    }
                    return id.isPresent();
                });
    }

    private static void describe(Session session, long id, RepositoryTexts texts)
            throws SQLException {
        session.update(
                "UPDATE repositories SET summary = ?, source = ?, licence = ? WHERE id = ?",
                texts.summary(),
                texts.source(),
                texts.licence(),
                id);
        session.update(
                """
                INSERT INTO repository_descriptions (repository_id, description) VALUES (?, ?)
                ON CONFLICT (repository_id) DO UPDATE SET description = excluded.description""",
                id,
                texts.description());
        session.update("DELETE FROM repository_categories WHERE repository_id = ?", id);
        for (String category : texts.categories()) {
            session.update(
                    "INSERT INTO repository_categories (repository_id, category) VALUES (?, ?)",
                    id,
                    category);
        }
    }

    /// Shows a repository to all, or hides it; false if there is none.
    public boolean setPublic(RepositoryName repository, boolean isPublic) throws IOException {
        return database.write(
                session ->
                        session.update(
                                        "UPDATE repositories SET is_public = ? WHERE name = ?",
                                        isPublic ? 1 : 0,
                                        repository)
                                > 0);
    }

    /// Removes a repository with its tags, manifests, stars and history; false if there is none. Its
    /// blobs stay until a sweep.
    public boolean delete(RepositoryName repository) throws IOException {
        return database.free(
                session -> {
                    session.update(
                            """
                            INSERT INTO private_names (name)
                            SELECT name FROM repositories WHERE name = ? AND is_public = 0
                            ON CONFLICT (name) DO NOTHING""",
                            repository);
                    // One that goes on would make the repository again.
                    session.update("DELETE FROM uploads WHERE repository = ?", repository);
                    session.update("DELETE FROM team_rights WHERE repository = ?", repository);
                    session.update("DELETE FROM robot_rights WHERE repository = ?", repository);
                    return session.update("DELETE FROM repositories WHERE name = ?", repository)
                            > 0;
                });
    }

    /// Returns the number of a repository.
    public static Optional<Long> id(Session session, RepositoryName repository)
            throws SQLException {
        return session.first(
                "SELECT id FROM repositories WHERE name = ?", row -> row.getLong(1), repository);
    }

    /// Returns the number of a repository, which it makes if there is none.
    ///
    /// One that is made by a push is public, unless there was a private one of its name: a push that
    /// went on, or a token that was still good, must not show to everybody what was deleted.
    ///
    /// @throws ReservedNameException if there is none, and none may be made
    public static long idOrCreate(Session session, RepositoryName repository, Instant now)
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
                repository,
                now,
                repository);
        return id(session, repository).orElseThrow();
    }
}
