package dev.lamina.hub.api;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A JSON object as an OpenAPI document describes it (JSON Schema 2020-12), made member by member.
/// Members are always there, unless it is said that they may be absent.
final class Schema {

    private final Map<String, @Nullable Object> members = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();

    /// Returns what stands for the schema of a name.
    static Map<String, @Nullable Object> reference(String name) {
        var reference = new LinkedHashMap<String, @Nullable Object>();
        reference.put("$ref", "#/components/schemas/" + name);
        return reference;
    }

    private static Map<String, @Nullable Object> typed(Object type) {
        var schema = new LinkedHashMap<String, @Nullable Object>();
        schema.put("type", type);
        return schema;
    }

    private static Map<String, @Nullable Object> orNull(String type) {
        return typed(List.of(type, "null"));
    }

    private static Map<String, @Nullable Object> with(
            Map<String, @Nullable Object> schema, String word, Object value) {
        schema.put(word, value);
        return schema;
    }

    private Schema member(String name, Map<String, @Nullable Object> schema) {
        members.put(name, schema);
        required.add(name);
        return this;
    }

    Schema text(String name) {
        return member(name, typed("string"));
    }

    Schema textOrNull(String name) {
        return member(name, orNull("string"));
    }

    /// A text that may be absent.
    Schema maybeText(String name) {
        members.put(name, typed("string"));
        return this;
    }

    Schema oneOf(String name, String... texts) {
        return member(name, with(typed("string"), "enum", List.of(texts)));
    }

    /// A time of RFC 3339.
    Schema time(String name) {
        return member(name, with(typed("string"), "format", "date-time"));
    }

    Schema timeOrNull(String name) {
        return member(name, with(orNull("string"), "format", "date-time"));
    }

    Schema link(String name) {
        return member(name, with(orNull("string"), "format", "uri"));
    }

    Schema number(String name) {
        return member(name, with(typed("integer"), "format", "int64"));
    }

    Schema flag(String name) {
        return member(name, typed("boolean"));
    }

    Schema texts(String name) {
        return member(name, with(typed("array"), "items", typed("string")));
    }

    /// An object with a schema of its own.
    Schema part(String name, String schema) {
        return member(name, reference(schema));
    }

    Schema parts(String name, String schema) {
        return member(name, with(typed("array"), "items", reference(schema)));
    }

    Map<String, @Nullable Object> document() {
        return with(with(typed("object"), "properties", members), "required", required);
    }
}
