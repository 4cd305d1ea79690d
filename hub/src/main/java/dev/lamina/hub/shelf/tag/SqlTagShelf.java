package dev.lamina.hub.shelf.tag;

import dev.lamina.hub.catalog.Change;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.TagMove;
import dev.lamina.hub.catalog.Tags;
import dev.lamina.hub.db.Database;
import dev.lamina.hub.db.Session;
import dev.lamina.image.Digest;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Tags in the tables `tags`, `tag_moves` and `images`.
public final class SqlTagShelf implements TagShelf {

    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private final Database database;
    private final Tags tags;

    public SqlTagShelf(Database database, Tags tags) {
        this.database = database;
        this.tags = tags;
    }

    @Override
    public TagPage page(RepositoryName repository, String text, int offset, int limit)
            throws IOException {
        String part = text.toLowerCase(Locale.ROOT);
        return database.read(
                session -> {
                    List<String> names =
                            session
                                    .list(
                                            """
                                            SELECT t.name FROM repositories r
                                            JOIN tags t ON t.repository_id = r.id
                                            WHERE r.name = ?""",
                                            row -> row.getString(1),
                                            repository)
                                    .stream()
                                    .filter(name -> name.toLowerCase(Locale.ROOT).contains(part))
                                    .sorted(VersionOrder.HIGHEST_FIRST)
                                    .toList();
                    List<String> shown =
                            names.stream()
                                    .skip(Math.max(0, offset))
                                    .limit(Math.max(0, limit))
                                    .toList();
                    return new TagPage(new TagRows(session, repository).of(shown), names.size());
                });
    }

    @Override
    public Optional<TagRow> find(RepositoryName repository, String tag) throws IOException {
        return database.read(
                session -> new TagRows(session, repository).of(List.of(tag)).stream().findFirst());
    }

    @Override
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

    @Override
    public List<NamedTagMove> moves(RepositoryName repository, int limit) throws IOException {
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

    static TagMove move(ResultSet row) throws SQLException {
        return new TagMove(
                Optional.ofNullable(row.getString(1)).map(Digest::parse),
                new Change(Session.time(row.getLong(2)), row.getString(3)));
    }

    @Override
    public List<TagMove> moves(RepositoryName repository, String tag, int limit)
            throws IOException {
        return tags.history(repository, tag, limit);
    }

    @Override
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
                                SqlTagShelf::move,
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

    @Override
    public boolean move(RepositoryName repository, String tag, Digest digest, Change change)
            throws IOException {
        return tags.move(repository, tag, digest, change);
    }
}
