package dev.lamina.hub.catalog.repository;

import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.db.Session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// A row of `repositories`, and how rows become cards: with one more query for all of them.
record CardRow(
        long id,
        RepositoryName name,
        boolean isPublic,
        String summary,
        long starCount,
        long pullCount,
        Optional<Instant> lastPush) {

    /// Of the table `repositories r`.
    static final String COLUMNS =
            "r.id, r.name, r.is_public, r.summary, r.star_count, r.pull_count, r.pushed_at";

    static CardRow read(ResultSet row) throws SQLException {
        long pushedAt = row.getLong(7);
        boolean isPushed = !row.wasNull();
        return new CardRow(
                row.getLong(1),
                new RepositoryName(row.getString(2)),
                row.getInt(3) != 0,
                row.getString(4),
                row.getLong(5),
                row.getLong(6),
                isPushed ? Optional.of(Session.time(pushedAt)) : Optional.empty());
    }

    static List<RepositoryCard> cards(Session session, List<CardRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<Long, TreeSet<String>> categories =
                words(
                        session,
                        rows,
                        "SELECT repository_id, category FROM repository_categories"
                                + " WHERE repository_id IN ");
        Map<Long, TreeSet<String>> platforms =
                words(
                        session,
                        rows,
                        "SELECT DISTINCT repository_id, os || '/' || architecture FROM images"
                                + " WHERE repository_id IN ");
        return rows.stream()
                .map(
                        row ->
                                row.card(
                                        List.copyOf(
                                                categories.getOrDefault(row.id, new TreeSet<>())),
                                        List.copyOf(
                                                platforms.getOrDefault(row.id, new TreeSet<>()))))
                .toList();
    }

    /// The statement has as many places as a page has results, at most 100.
    private static Map<Long, TreeSet<String>> words(Session session, List<CardRow> rows, String sql)
            throws SQLException {
        var words = new HashMap<Long, TreeSet<String>>();
        session.list(
                sql + "(" + String.join(", ", Collections.nCopies(rows.size(), "?")) + ")",
                row ->
                        words.computeIfAbsent(row.getLong(1), _ -> new TreeSet<>())
                                .add(row.getString(2)),
                rows.stream().map(CardRow::id).toArray());
        return words;
    }

    private RepositoryCard card(List<String> categories, List<String> platforms) {
        return new RepositoryCard(
                name, isPublic, summary, starCount, pullCount, lastPush, categories, platforms);
    }
}
