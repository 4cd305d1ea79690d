package dev.lamina.hub.catalog.tag;

import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.repository.Repositories;
import dev.lamina.hub.db.Database;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The rules of repositories about their tags, in the table `tag_rules`.
public final class TagRules {

    private static final int MAX_COUNT = 20;

    private final Database database;

    public TagRules(Database database) {
        this.database = database;
    }

    /// Returns the patterns of tags that stay where they are, in order.
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

    /// Replaces the patterns; false if there is no such repository. In a pattern, `*` stands for any
    /// characters, `?` for one.
    ///
    /// @throws IllegalArgumentException if a pattern could match no tag, or there are too many
    public boolean set(RepositoryName repository, List<String> patterns) throws IOException {
        if (patterns.size() > MAX_COUNT) {
            throw new IllegalArgumentException(
                    "rules: expected at most " + MAX_COUNT + ", got " + patterns.size());
        }
        patterns.forEach(TagPattern::parse);
        return database.write(
                session -> {
                    Optional<Long> id = Repositories.id(session, repository);
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
