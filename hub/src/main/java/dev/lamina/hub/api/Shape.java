package dev.lamina.hub.api;

import dev.lamina.image.json.Json;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The fields of one answer: the only list of them, which its documents, its schema (JSON Schema 2020-12, as OpenAPI
/// has it) and its part of the page are made of. Fields are always there, unless it is said that they may be absent.
///
/// @param <T> what is answered with
final class Shape<T> {

    private final String name;
    private final List<Field<T>> fields = new ArrayList<>();

    /// @param name that the OpenAPI document gives it
    Shape(String name) {
        this.name = name;
    }

    /// One field.
    ///
    /// @param words for the page: its type, and what it may be
    /// @param value gives null for JSON's null; without any, nothing at all if it may be absent
    private record Field<T>(
            String name,
            String words,
            Map<String, @Nullable Object> schema,
            boolean mayBeAbsent,
            Function<T, @Nullable Object> value) {}

    private Shape<T> add(
            String field,
            String words,
            Map<String, @Nullable Object> schema,
            Function<T, @Nullable Object> value) {
        fields.add(new Field<>(field, words, schema, false, value));
        return this;
    }

    private static Map<String, @Nullable Object> orNull(String type) {
        return Json.object(Map.entry("type", List.of(type, "null")));
    }

    private static Map<String, @Nullable Object> typed(String type) {
        return Json.object(Map.entry("type", type));
    }

    private static Map<String, @Nullable Object> typed(String type, String format) {
        return Json.object(Map.entry("type", type), Map.entry("format", format));
    }

    private static Map<String, @Nullable Object> orNull(String type, String format) {
        return Json.object(Map.entry("type", List.of(type, "null")), Map.entry("format", format));
    }

    private static Map<String, @Nullable Object> arrayOf(Map<String, @Nullable Object> items) {
        return Json.object(Map.entry("type", "array"), Map.entry("items", items));
    }

    Shape<T> text(String field, Function<T, String> value) {
        return add(field, "string", typed("string"), value::apply);
    }

    Shape<T> textOrNull(String field, Function<T, Optional<String>> value) {
        return add(
                field,
                "string, or null",
                orNull("string"),
                answered -> value.apply(answered).orElse(null));
    }

    /// A text that may be absent.
    Shape<T> maybeText(String field, Function<T, Optional<String>> value) {
        fields.add(
                new Field<>(
                        field,
                        "string, may be absent",
                        typed("string"),
                        true,
                        answered -> value.apply(answered).orElse(null)));
        return this;
    }

    Shape<T> oneOf(String field, List<String> texts, Function<T, String> value) {
        return add(
                field,
                "`" + String.join("` or `", texts) + "`",
                Json.object(Map.entry("type", "string"), Map.entry("enum", texts)),
                value::apply);
    }

    /// A time of RFC 3339.
    Shape<T> time(String field, Function<T, Instant> value) {
        return add(
                field,
                "time",
                typed("string", "date-time"),
                answered -> value.apply(answered).toString());
    }

    Shape<T> timeOrNull(String field, Function<T, Optional<Instant>> value) {
        return add(
                field,
                "time, or null",
                orNull("string", "date-time"),
                answered -> value.apply(answered).map(Instant::toString).orElse(null));
    }

    Shape<T> linkOrNull(String field, Function<T, Optional<String>> value) {
        return add(
                field,
                "link, or null",
                orNull("string", "uri"),
                answered -> value.apply(answered).orElse(null));
    }

    Shape<T> number(String field, Function<T, Long> value) {
        return add(field, "integer", typed("integer", "int64"), value::apply);
    }

    Shape<T> flag(String field, Function<T, Boolean> value) {
        return add(field, "boolean", typed("boolean"), value::apply);
    }

    Shape<T> texts(String field, Function<T, List<String>> value) {
        return add(field, "array of strings", arrayOf(typed("string")), value::apply);
    }

    /// An object with a shape of its own.
    <U> Shape<T> part(String field, Shape<U> shape, Function<T, U> value) {
        return add(
                field,
                "`" + shape.name + "`",
                shape.reference(),
                answered -> shape.document(value.apply(answered)));
    }

    /// Objects with a shape of their own.
    <U> Shape<T> parts(String field, Shape<U> shape, Function<T, List<U>> value) {
        return add(
                field,
                "array of `" + shape.name + "`",
                arrayOf(shape.reference()),
                answered -> shape.documents(value.apply(answered)));
    }

    /// All fields of another answer.
    <U> Shape<T> allOf(Shape<U> other, Function<T, U> value) {
        for (Field<U> field : other.fields) {
            fields.add(
                    new Field<>(
                            field.name,
                            field.words,
                            field.schema,
                            field.mayBeAbsent,
                            answered -> field.value.apply(value.apply(answered))));
        }
        return this;
    }

    String name() {
        return name;
    }

    /// Returns what an answer says of a value.
    Map<String, @Nullable Object> document(T answered) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        for (Field<T> field : fields) {
            @Nullable Object value = field.value.apply(answered);
            if (value != null || !field.mayBeAbsent) {
                document.put(field.name, value);
            }
        }
        return document;
    }

    private List<Map<String, @Nullable Object>> documents(List<T> answered) {
        return answered.stream().map(this::document).toList();
    }

    /// Returns what stands for the schema wherever it is used.
    Map<String, @Nullable Object> reference() {
        return Json.object(Map.entry("$ref", "#/components/schemas/" + name));
    }

    Map<String, @Nullable Object> schema() {
        var properties = new LinkedHashMap<String, @Nullable Object>();
        fields.forEach(field -> properties.put(field.name, field.schema));
        List<String> required =
                fields.stream().filter(field -> !field.mayBeAbsent).map(Field::name).toList();
        return Json.object(
                Map.entry("type", "object"),
                Map.entry("properties", properties),
                Map.entry("required", required));
    }

    /// Returns the fields as lines of a list in Markdown.
    String lines() {
        var lines = new StringBuilder();
        for (Field<T> field : fields) {
            lines.append("- `").append(field.name).append("` (").append(field.words).append(")\n");
        }
        return lines.toString();
    }
}
