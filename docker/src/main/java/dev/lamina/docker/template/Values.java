package dev.lamina.docker.template;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Truth, kinds and sizes of values.
final class Values {

    private Values() {}

    /// Tells whether a value is true: neither false, zero, nil nor empty.
    static boolean isTrue(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Boolean flag -> flag;
            case Long number -> number != 0;
            case Double number -> number != 0;
            case String text -> !text.isEmpty();
            case List<?> list -> !list.isEmpty();
            case Map<?, ?> map -> !map.isEmpty();
            default -> !Expression.isAbsent(value);
        };
    }

    /// The length in elements, or in bytes for a text; -1 if the value has none.
    static long length(@Nullable Object value) {
        return switch (value) {
            case null -> 0;
            case String text -> text.getBytes(StandardCharsets.UTF_8).length;
            case List<?> list -> list.size();
            case Map<?, ?> map -> map.size();
            case Fields fields -> -1;
            default -> Expression.isAbsent(value) ? 0 : -1;
        };
    }

    /// The type as Go names it.
    static String typeName(@Nullable Object value) {
        return switch (value) {
            case null -> "<nil>";
            case String text -> "string";
            case Boolean flag -> "bool";
            case Long number -> "int";
            case Double number -> "float64";
            case List<?> list -> "[]string";
            case Map<?, ?> map -> "map[string]string";
            case Fields fields -> fields.typeName();
            default -> "interface {}";
        };
    }
}
