package dev.lamina.hub.catalog.repository;

import dev.lamina.hub.catalog.RepositoryName;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The SQL for what somebody can see of the rows `r` of `repositories`.
///
/// @param sql        a condition
/// @param parameters the values of its places
public record SightCondition(String sql, List<Object> parameters) {

    public SightCondition(Sight sight) {
        this(sql(sight), values(sight));
    }

    private static String sql(Sight sight) {
        if (sight.isAll()) {
            return "1 = 1";
        }
        var seen = new StringBuilder("(r.is_public = 1");
        seen.repeat(" OR r.name LIKE ? ESCAPE '!'", sight.accounts().size());
        if (!sight.repositories().isEmpty()) {
            List<String> places = Collections.nCopies(sight.repositories().size(), "?");
            seen.append(" OR r.name IN (").append(String.join(", ", places)).append(')');
        }
        return seen.append(')').toString();
    }

    private static List<Object> values(Sight sight) {
        var values = new ArrayList<Object>();
        if (!sight.isAll()) {
            sight.accounts().stream()
                    .map(account -> SearchStatement.escaped(account) + "/%")
                    .forEach(values::add);
            sight.repositories().stream().map(RepositoryName::path).forEach(values::add);
        }
        return values;
    }
}
