package dev.lamina.hub.catalog.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The SQL of a list of names.
record NamesStatement(String sql, List<Object> parameters) {

    NamesStatement(Sight sight, Optional<String> after, int limit) {
        this(sql(sight, after), values(sight, after, limit));
    }

    private static String sql(Sight sight, Optional<String> after) {
        return "SELECT r.name FROM repositories r WHERE "
                + new SightCondition(sight).sql()
                + (after.isPresent() ? " AND r.name > ?" : "")
                + " ORDER BY r.name LIMIT ?";
    }

    private static List<Object> values(Sight sight, Optional<String> after, int limit) {
        var values = new ArrayList<>(new SightCondition(sight).parameters());
        after.ifPresent(values::add);
        values.add(limit);
        return values;
    }
}
