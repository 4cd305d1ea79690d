package dev.lamina.hub.shelf;

import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.db.Database;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Searches the table `repositories`.
public final class SqlSearch implements Search {

    private final Database database;

    public SqlSearch(Database database) {
        this.database = database;
    }

    @Override
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

    @Override
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

    @Override
    public List<String> categories() throws IOException {
        return database.read(
                session ->
                        session.list(
                                "SELECT DISTINCT category FROM repository_categories ORDER BY category",
                                row -> row.getString(1)));
    }

    @Override
    public List<String> platforms() throws IOException {
        return database.read(
                session ->
                        session.list(
                                """
                                SELECT DISTINCT os || '/' || architecture AS platform
                                FROM images ORDER BY platform""",
                                row -> row.getString(1)));
    }
}
