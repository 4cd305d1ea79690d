package dev.lamina.hub.catalog.tag;

import dev.lamina.hub.catalog.Change;
import dev.lamina.hub.catalog.Precondition;
import dev.lamina.hub.catalog.PreconditionException;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.repository.Repositories;
import dev.lamina.hub.db.Database;
import dev.lamina.hub.db.Session;
import dev.lamina.image.Digest;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The tags of repositories, in the table `tags`.
public final class Tags {

    private final Database database;

    public Tags(Database database) {
        this.database = database;
    }

    /// How the tags moved.
    public TagMoves moves() {
        return new TagMoves(database);
    }

    /// Returns names of tags in lexical order without regard to case (distribution-spec 1.1,
    /// "Listing Tags").
    ///
    /// @param after only those after this name, which need not exist, if given
    /// @param limit at most so many
    /// @return empty if there is no such repository
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

    /// Returns a page of tags: `latest` first, then as versions, the highest first.
    ///
    /// @param text only those whose name contains it; may be empty
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

    /// Returns one tag.
    public Optional<TagRow> find(RepositoryName repository, String tag) throws IOException {
        return database.read(
                session -> new TagRows(session, repository).of(List.of(tag)).stream().findFirst());
    }

    /// Makes a tag name a manifest. Moving it to where it is already is no move.
    public static void move(
            Session session, long repositoryId, String tag, Digest digest, Change change)
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
            TagMoves.add(session, repositoryId, tag, Optional.of(digest), change);
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

    /// Moves a tag to a manifest that is in the repository; false if that is not there.
    ///
    /// @throws ImmutableTagException if a rule keeps it where it is
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

    /// Removes a tag, not its manifest; false if it is not there.
    ///
    /// @throws ImmutableTagException if a rule keeps it where it is
    /// @throws PreconditionException if it is not as the precondition says
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
            TagMoves.add(session, repositoryId, tag, Optional.empty(), change);
        }
        return deleted > 0;
    }

    /// Removes the tags that name a manifest.
    public static void deleteAll(Session session, long repositoryId, Digest digest, Change change)
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

    /// Removes a tag, wherever it is, not its manifest; false if it is not there.
    ///
    /// @throws ImmutableTagException if a rule keeps it where it is
    public boolean delete(RepositoryName repository, String tag, Change change) throws IOException {
        return delete(repository, tag, Precondition.NONE, change);
    }
}
