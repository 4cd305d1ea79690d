package dev.lamina.hub.catalog.sql;

import dev.lamina.hub.catalog.Change;
import dev.lamina.hub.catalog.ImmutableTagException;
import dev.lamina.hub.catalog.Precondition;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.TagMove;
import dev.lamina.hub.catalog.TagPattern;
import dev.lamina.hub.catalog.Tags;
import dev.lamina.hub.db.Database;
import dev.lamina.hub.db.Session;
import dev.lamina.image.Digest;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Tags in the tables `tags` and `tag_moves`.
final class SqlTags implements Tags {

    private final Database database;

    SqlTags(Database database) {
        this.database = database;
    }

    @Override
    public Optional<List<String>> list(RepositoryName repository, Optional<String> after, int limit)
            throws IOException {
        return database.read(
                session -> {
                    Optional<Long> id = Repositories.id(session, repository);
                    return id.isEmpty()
                            ? Optional.empty()
                            : Optional.of(list(session, id.get(), after.orElse(""), limit));
                });
    }

    private static List<String> list(Session session, long repositoryId, String after, int limit)
            throws SQLException {
        return session.list(
                """
                SELECT name FROM tags
                WHERE repository_id = ? AND (lower(name), name) > (lower(?), ?)
                ORDER BY lower(name), name
                LIMIT ?""",
                row -> row.getString(1),
                repositoryId,
                after,
                after,
                limit);
    }

    /// Makes a tag name a manifest. Moving it to where it is already is no move.
    static void move(Session session, long repositoryId, String tag, Digest digest, Change change)
            throws SQLException, ImmutableTagException {
        checkRules(session, repositoryId, tag, Optional.of(digest));
        int moved =
                session.update(
                        """
                        INSERT INTO tags (repository_id, name, digest, moved_at)
                        VALUES (?, ?, ?, ?)
                        ON CONFLICT (repository_id, name) DO UPDATE
                        SET digest = excluded.digest, moved_at = excluded.moved_at
                        WHERE tags.digest <> excluded.digest""",
                        repositoryId,
                        tag,
                        digest,
                        change.at());
        if (moved > 0) {
            record(session, repositoryId, tag, Optional.of(digest), change);
        }
    }

    /// A rule holds for a tag that is there; `target` is where it may be moved to, its place.
    private static void checkRules(
            Session session, long repositoryId, String tag, Optional<Digest> target)
            throws SQLException, ImmutableTagException {
        Optional<String> now =
                session.first(
                        "SELECT digest FROM tags WHERE repository_id = ? AND name = ?",
                        row -> row.getString(1),
                        repositoryId,
                        tag);
        if (now.isEmpty() || now.equals(target.map(Digest::toString))) {
            return;
        }
        List<String> rules =
                session.list(
                        "SELECT pattern FROM tag_rules WHERE repository_id = ?",
                        row -> row.getString(1),
                        repositoryId);
        for (String rule : rules) {
            TagPattern pattern = TagPattern.parse(rule);
            if (pattern.matches(tag)) {
                throw new ImmutableTagException(tag, pattern);
            }
        }
    }

    @Override
    public boolean move(RepositoryName repository, String tag, Digest digest, Change change)
            throws IOException {
        return database.write(
                session -> {
                    Optional<Long> id = Repositories.id(session, repository);
                    if (id.isEmpty()
                            || !session.exists(
                                    "SELECT 1 FROM manifests WHERE repository_id = ? AND digest = ?",
                                    id.get(),
                                    digest)) {
                        return false;
                    }
                    move(session, id.get(), tag, digest, change);
                    return true;
                });
    }

    @Override
    public boolean delete(
            RepositoryName repository, String tag, Precondition precondition, Change change)
            throws IOException {
        return database.free(
                session -> {
                    Optional<Long> id = Repositories.id(session, repository);
                    if (id.isEmpty()) {
                        return false;
                    }
                    Preconditions.checkIfThere(session, id.get(), precondition);
                    return delete(session, id.get(), tag, change);
                });
    }

    private static boolean delete(Session session, long repositoryId, String tag, Change change)
            throws SQLException, ImmutableTagException {
        checkRules(session, repositoryId, tag, Optional.empty());
        int deleted =
                session.update(
                        "DELETE FROM tags WHERE repository_id = ? AND name = ?", repositoryId, tag);
        if (deleted > 0) {
            record(session, repositoryId, tag, Optional.empty(), change);
        }
        return deleted > 0;
    }

    /// Removes the tags that name a manifest.
    static void deleteAll(Session session, long repositoryId, Digest digest, Change change)
            throws SQLException, ImmutableTagException {
        List<String> tags =
                session.list(
                        "SELECT name FROM tags WHERE repository_id = ? AND digest = ?",
                        row -> row.getString(1),
                        repositoryId,
                        digest);
        for (String tag : tags) {
            delete(session, repositoryId, tag, change);
        }
    }

    private static void record(
            Session session, long repositoryId, String tag, Optional<Digest> digest, Change change)
            throws SQLException {
        session.update(
                """
                INSERT INTO tag_moves (repository_id, name, digest, moved_at, moved_by)
                VALUES (?, ?, ?, ?, ?)""",
                repositoryId,
                tag,
                digest,
                change.at(),
                change.by());
    }

    @Override
    public List<TagMove> history(RepositoryName repository, String tag, int limit)
            throws IOException {
        return database.read(
                session ->
                        session.list(
                                """
                                SELECT m.digest, m.moved_at, m.moved_by
                                FROM repositories r
                                JOIN tag_moves m ON m.repository_id = r.id
                                WHERE r.name = ? AND m.name = ?
                                ORDER BY m.id DESC
                                LIMIT ?""",
                                SqlTags::move,
                                repository,
                                tag,
                                limit));
    }

    private static TagMove move(ResultSet row) throws SQLException {
        return new TagMove(
                Optional.ofNullable(row.getString(1)).map(Digest::parse),
                new Change(Session.time(row.getLong(2)), row.getString(3)));
    }
}
