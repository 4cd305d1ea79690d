package dev.lamina.hub.api;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Holds JSON values against schemas of an OpenAPI document, more strictly than JSON Schema does: no
/// member may be there that the schema does not name. A schema may use the words that this knows, and no
/// others.
final class SchemaCheck {

    private static final Set<String> WORDS =
            Set.of("$ref", "type", "format", "enum", "items", "properties", "required");
    private static final String SCHEMAS = "#/components/schemas/";

    private final Map<?, ?> schemas;
    private final List<String> flaws = new ArrayList<>();

    private SchemaCheck(Map<?, ?> schemas) {
        this.schemas = schemas;
    }

    /// Returns what is wrong with a value.
    static List<String> flaws(Map<?, ?> openApi, Map<?, ?> schema, Object value) {
        var check =
                new SchemaCheck((Map<?, ?>) ((Map<?, ?>) openApi.get("components")).get("schemas"));
        check.check("$", schema, value);
        return check.flaws;
    }

    private void check(String place, Map<?, ?> schema, Object value) {
        schema.keySet().stream()
                .filter(word -> !WORDS.contains(word))
                .forEach(word -> flaws.add(place + ": a schema has the word " + word));
        if (schema.get("$ref") instanceof String reference) {
            Object target = schemas.get(reference.substring(SCHEMAS.length()));
            if (target instanceof Map<?, ?> other) {
                check(place, other, value);
            } else {
                flaws.add(place + ": no schema " + reference);
            }
            return;
        }
        List<?> types =
                schema.get("type") instanceof List<?> many ? many : List.of(schema.get("type"));
        if (!types.contains(type(value))) {
            flaws.add(place + ": expected " + types + ", got " + value);
            return;
        }
        if (schema.get("enum") instanceof List<?> texts && !texts.contains(value)) {
            flaws.add(place + ": expected one of " + texts + ", got " + value);
        }
        switch (value) {
            case Map<?, ?> object -> checkObject(place, schema, object);
            case List<?> array -> checkArray(place, schema, array);
            case String text -> checkFormat(place, String.valueOf(schema.get("format")), text);
            case null, default -> {}
        }
    }

    private static String type(Object value) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> _ -> "object";
            case List<?> _ -> "array";
            case String _ -> "string";
            case Boolean _ -> "boolean";
            case Long _, Integer _ -> "integer";
            default -> value.getClass().getName();
        };
    }

    private void checkObject(String place, Map<?, ?> schema, Map<?, ?> object) {
        Map<?, ?> properties = (Map<?, ?>) schema.get("properties");
        for (Object name : (List<?>) schema.get("required")) {
            if (!object.containsKey(name)) {
                flaws.add(place + ": no " + name);
            }
        }
        object.forEach(
                (name, value) -> {
                    if (properties.get(name) instanceof Map<?, ?> property) {
                        check(place + "." + name, property, value);
                    } else {
                        flaws.add(place + ": not described: " + name);
                    }
                });
    }

    private void checkArray(String place, Map<?, ?> schema, List<?> array) {
        for (int i = 0; i < array.size(); i++) {
            check(place + "[" + i + "]", (Map<?, ?>) schema.get("items"), array.get(i));
        }
    }

    private void checkFormat(String place, String format, String text) {
        try {
            switch (format) {
                case "date-time" -> Instant.parse(text);
                case "uri" -> {
                    if (!URI.create(text).isAbsolute()) {
                        flaws.add(place + ": expected an absolute URI, got " + text);
                    }
                }
                case "null" -> {}
                default -> flaws.add(place + ": a schema has the format " + format);
            }
        } catch (RuntimeException e) {
            flaws.add(place + ": expected " + format + ", got " + text);
        }
    }
}
