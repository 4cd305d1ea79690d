package dev.lamina.hub.shelf.tag;

import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.TagPattern;
import dev.lamina.hub.db.Database;
import dev.lamina.hub.shelf.SqlShelf;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Rules in the table `tag_rules`.
public final class SqlTagRules implements TagRules {

    private static final int MAX_COUNT = 20;

    private final Database database;

    public SqlTagRules(Database database) {
        this.database = database;
    }

    @Override
    public List<String> of(RepositoryName repository) throws IOException {
        return database.read(
                session ->
                        session.list(
                                """
                                SELECT t.pattern FROM repositories r
                                JOIN tag_rules t ON t.repository_id = r.id
                                WHERE r.name = ? ORDER BY t.pattern""",
                                row -> row.getString(1),
                                repository));
    }

    @Override
    public boolean set(RepositoryName repository, List<String> patterns) throws IOException {
        if (patterns.size() > MAX_COUNT) {
            throw new IllegalArgumentException(
                    "rules: expected at most " + MAX_COUNT + ", got " + patterns.size());
        }
        patterns.forEach(TagPattern::parse);
        return database.write(
                session -> {
                    Optional<Long> id = SqlShelf.id(session, repository);
                    if (id.isEmpty()) {
                        return false;
                    }
                    session.update("DELETE FROM tag_rules WHERE repository_id = ?", id.get());
                    for (String pattern : patterns.stream().distinct().toList()) {
                        session.update(
                                "INSERT INTO tag_rules (repository_id, pattern) VALUES (?, ?)",
                                id.get(),
                                pattern);
                    }
                    return true;
                });
    }
}
