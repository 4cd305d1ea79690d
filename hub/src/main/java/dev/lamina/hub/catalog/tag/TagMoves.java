package dev.lamina.hub.catalog.tag;

import dev.lamina.hub.catalog.Change;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.db.Database;
import dev.lamina.hub.db.Session;
import dev.lamina.image.Digest;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The history of tags, in the table `tag_moves`.
public final class TagMoves {

    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private final Database database;

    TagMoves(Database database) {
        this.database = database;
    }

    /// Returns the tags that are there with their last moves, the last moved first.
    public List<NamedTagMove> newest(RepositoryName repository, int limit) throws IOException {
        return database.read(
                session ->
                        session.list(
                                """
                                SELECT m.digest, m.moved_at, m.moved_by, m.name
                                FROM repositories r
                                JOIN tags t ON t.repository_id = r.id
                                JOIN tag_moves m ON m.id = (
                                    SELECT max(h.id) FROM tag_moves h
                                    WHERE h.repository_id = t.repository_id AND h.name = t.name)
                                WHERE r.name = ?
                                ORDER BY t.moved_at DESC, m.id DESC
                                LIMIT ?""",
                                row -> new NamedTagMove(row.getString(4), move(row)),
                                repository,
                                limit));
    }

    /// Returns the moves of all tags of a repository, the newest first.
    public List<NamedTagMove> of(RepositoryName repository, int limit) throws IOException {
        return database.read(
                session ->
                        session.list(
                                """
                                SELECT m.digest, m.moved_at, m.moved_by, m.name
                                FROM repositories r
                                JOIN tag_moves m ON m.repository_id = r.id
                                WHERE r.name = ?
                                ORDER BY m.id DESC
                                LIMIT ?""",
                                row -> new NamedTagMove(row.getString(4), move(row)),
                                repository,
                                limit));
    }

    /// Returns the moves of a tag, the newest first.
    ///
    /// @param limit at most so many
    public List<TagMove> of(RepositoryName repository, String tag, int limit) throws IOException {
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
                                TagMoves::move,
                                repository,
                                tag,
                                limit));
    }

    /// Returns the last move of a tag up to a time, which says what it named then; empty if it had not
    /// been there yet. The manifest may have been deleted since.
    public Optional<TagMove> at(RepositoryName repository, String tag, Instant time)
            throws IOException {
        return database.read(
                session ->
                        session.first(
                                """
                                SELECT m.digest, m.moved_at, m.moved_by
                                FROM repositories r
                                JOIN tag_moves m ON m.repository_id = r.id
                                WHERE r.name = ? AND m.name = ? AND m.moved_at <= ?
                                ORDER BY m.id DESC
                                LIMIT 1""",
                                TagMoves::move,
                                repository,
                                tag,
                                storable(time)));
    }

    /// What people ask for may be further away than a column holds.
    private static Instant storable(Instant time) {
        if (time.isAfter(LAST)) {
            return LAST;
        }
        return time.isBefore(FIRST) ? FIRST : time;
    }

    /// Adds a move; without a digest the tag has gone.
    static void add(
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

    static TagMove move(ResultSet row) throws SQLException {
        return new TagMove(
                Optional.ofNullable(row.getString(1)).map(Digest::parse),
                new Change(Session.time(row.getLong(2)), row.getString(3)));
    }
}
