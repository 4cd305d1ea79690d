package dev.lamina.docker.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The conditions of `--filter name=value`.
public final class Filters {

    private final Map<String, List<String>> values;

    private Filters(Map<String, List<String>> values) {
        this.values = values;
    }

    /// Reads conditions.
    ///
    /// @param known the names that the list can be filtered by
    /// @throws IllegalArgumentException if one has another name or no value
    public static Filters parse(List<String> conditions, List<String> known) {
        var values = new LinkedHashMap<String, List<String>>();
        for (String condition : conditions) {
            int equals = condition.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "filter: expected name=value, got '" + condition + "'");
            }
            String name = condition.substring(0, equals).strip();
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "invalid filter '"
                                + name
                                + "': expected one of "
                                + String.join(", ", known));
            }
            values.computeIfAbsent(name, key -> new ArrayList<>())
                    .add(condition.substring(equals + 1).strip());
        }
        return new Filters(values);
    }

    /// Returns the values of a condition, in order.
    public List<String> texts(String name) {
        return values.getOrDefault(name, List.of());
    }

    /// Returns the value of a condition that is `true` or `false`.
    ///
    /// @throws IllegalArgumentException if it is neither
    public Optional<Boolean> flag(String name) {
        List<String> given = texts(name);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (given.getLast()) {
                    case "true", "1" -> true;
                    case "false", "0" -> false;
                    default ->
                            throw new IllegalArgumentException(
                                    "filter "
                                            + name
                                            + ": expected true or false, got '"
                                            + given.getLast()
                                            + "'");
                });
    }

    /// Tells whether labels fulfil all conditions `label=name` and `label=name=value`.
    public boolean labelsMatch(Map<String, String> labels) {
        for (String condition : texts("label")) {
            int equals = condition.indexOf('=');
            String name = equals < 0 ? condition : condition.substring(0, equals);
            String value = labels.get(name);
            if (value == null || equals >= 0 && !value.equals(condition.substring(equals + 1))) {
                return false;
            }
        }
        return true;
    }
}
