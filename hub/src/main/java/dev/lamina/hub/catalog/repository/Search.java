package dev.lamina.hub.catalog.repository;

import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.db.Database;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The search for repositories, and for what they can be found by.
public final class Search {

    private final Database database;

    public Search(Database database) {
        this.database = database;
    }

    /// Finds repositories.
    public SearchResult find(SearchQuery query, Sight sight) throws IOException {
        var statement = new SearchStatement(query, sight);
        return database.read(
                session -> {
                    List<CardRow> rows =
                            session.list(
                                    statement.sql(),
                                    CardRow::read,
                                    statement.parameters().toArray());
                    long total =
                            session.first(
                                            statement.countSql(),
                                            row -> row.getLong(1),
                                            statement.countParameters().toArray())
                                    .orElseThrow();
                    return new SearchResult(CardRow.cards(session, rows), total);
                });
    }

    /// Returns names of repositories in order.
    ///
    /// @param after only those after this name, which need not exist, if given
    /// @param limit at most so many
    public List<RepositoryName> names(Sight sight, Optional<String> after, int limit)
            throws IOException {
        var statement = new NamesStatement(sight, after, limit);
        return database.read(
                session ->
                        session.list(
                                statement.sql(),
                                row -> new RepositoryName(row.getString(1)),
                                statement.parameters().toArray()));
    }

    /// Returns the categories of the repositories that somebody can see, in order.
    public List<String> categories(Sight sight) throws IOException {
        return texts(
                """
                SELECT DISTINCT c.category FROM repository_categories c
                JOIN repositories r ON r.id = c.repository_id
                WHERE %s ORDER BY c.category""",
                sight);
    }

    /// Returns the platforms, `os/architecture`, that images of the repositories that
    /// somebody can see are for, in order.
    public List<String> platforms(Sight sight) throws IOException {
        return texts(
                """
                SELECT DISTINCT i.os || '/' || i.architecture AS platform FROM images i
                JOIN repositories r ON r.id = i.repository_id
                WHERE %s ORDER BY platform""",
                sight);
    }

    private List<String> texts(String form, Sight sight) throws IOException {
        var condition = new SightCondition(sight);
        return database.read(
                session ->
                        session.list(
                                form.formatted(condition.sql()),
                                row -> row.getString(1),
                                condition.parameters().toArray()));
    }
}
