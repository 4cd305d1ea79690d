package dev.lamina.image.json;

import dev.lamina.image.ImageFormatException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// An object of a document while it is read: members by name, each of the type that is expected.
///
/// As in Go, a name is found whatever its case, and `null` counts as absent: a member that is not
/// there, or in an array the empty text or object. Members that nobody asks for are ignored.
/// Every error names the document and the path of the member, for instance
/// `config sha256:...: config.Env[2]: expected a string, got 5`.
///
/// No pattern `switch` here: linking one costs a cold JVM milliseconds, and every command line that
/// lists images reads configs.
public final class JsonObject {

    private final Map<String, @Nullable Object> members;
    private final String source;
    private final String path;
    private final boolean exact;

    private JsonObject(
            Map<String, @Nullable Object> members, String source, String path, boolean exact) {
        this.members = members;
        this.source = source;
        this.path = path;
        this.exact = exact;
    }

    /// Takes a value that [Json#parse] returned, which must be an object.
    ///
    /// @throws ImageFormatException if it is anything else
    public static JsonObject of(@Nullable Object value, String source) throws ImageFormatException {
        return of(value, source, "");
    }

    private static JsonObject of(@Nullable Object value, String source, String path)
            throws ImageFormatException {
        if (value instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked")
            var members = (Map<String, @Nullable Object>) map;
            return new JsonObject(members, source, path, false);
        }
        throw mismatch(source, path, "an object", value);
    }

    /// Returns this object for reading one whose names are no fields but keys, which someone chose:
    /// their case counts.
    public JsonObject keyed() {
        return new JsonObject(members, source, path, true);
    }

    private @Nullable Object member(String name) {
        return exact ? members.get(name) : Members.find(members, name);
    }

    /// Returns the names of all members, in the order of the document.
    public List<String> names() {
        return List.copyOf(members.keySet());
    }

    /// Tells whether a member is there and not `null`.
    public boolean has(String name) {
        return member(name) != null;
    }

    /// Returns a text; absent if it is missing.
    public Optional<String> optionalString(String name) throws ImageFormatException {
        Object value = member(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(text);
        }
        throw mismatch(source, at(name), "a string", value);
    }

    /// Returns a text; the empty one if it is missing.
    public String string(String name) throws ImageFormatException {
        return optionalString(name).orElse("");
    }

    /// Returns a text that must be there and not empty.
    public String requiredString(String name) throws ImageFormatException {
        String text = string(name);
        if (text.isEmpty()) {
            throw mismatch(source, at(name), "a text", text.isEmpty() ? member(name) : text);
        }
        return text;
    }

    /// Returns a whole number; absent if it is missing.
    public OptionalLong optionalInteger(String name) throws ImageFormatException {
        Object value = member(name);
        if (value == null) {
            return OptionalLong.empty();
        }
        if (value instanceof Long number) {
            return OptionalLong.of(number);
        }
        throw mismatch(source, at(name), "a whole number", value);
    }

    /// Returns a truth value; false if it is missing.
    public boolean flag(String name) throws ImageFormatException {
        Object value = member(name);
        if (value == null) {
            return false;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw mismatch(source, at(name), "true or false", value);
    }

    /// Returns a nested object; absent if it is missing.
    public Optional<JsonObject> optionalObject(String name) throws ImageFormatException {
        Object value = member(name);
        return value == null ? Optional.empty() : Optional.of(of(value, source, at(name)));
    }

    /// Returns a nested object that must be there.
    public JsonObject object(String name) throws ImageFormatException {
        return of(member(name), source, at(name));
    }

    /// Returns a list of texts; absent if it is missing, which differs from empty.
    public Optional<List<String>> optionalStrings(String name) throws ImageFormatException {
        if (!has(name)) {
            return Optional.empty();
        }
        List<?> elements = list(name);
        var texts = new ArrayList<String>(elements.size());
        for (Object element : elements) {
            if (element != null && !(element instanceof String)) {
                String where = at(name) + "[" + texts.size() + "]";
                throw mismatch(source, where, "a string", element);
            }
            texts.add(element == null ? "" : (String) element);
        }
        return Optional.of(texts);
    }

    /// Returns a list of texts; an empty one if it is missing.
    public List<String> strings(String name) throws ImageFormatException {
        return optionalStrings(name).orElse(List.of());
    }

    /// Returns a list of texts that may also be written as one text; absent if it is missing. Docker
    /// wrote commands so in images of before 2016, and reads both.
    public Optional<List<String>> optionalWords(String name) throws ImageFormatException {
        return member(name) instanceof String text
                ? Optional.of(List.of(text))
                : optionalStrings(name);
    }

    /// Returns a list of objects; an empty one if it is missing.
    public List<JsonObject> objects(String name) throws ImageFormatException {
        List<?> elements = list(name);
        var objects = new ArrayList<JsonObject>(elements.size());
        for (Object element : elements) {
            String where = at(name) + "[" + objects.size() + "]";
            objects.add(of(element == null ? Map.of() : element, source, where));
        }
        return objects;
    }

    /// Returns a map of texts, in the order of the document; an empty one if it is missing. A
    /// `null` value reads as the empty text.
    public Map<String, String> stringMap(String name) throws ImageFormatException {
        var texts = new LinkedHashMap<String, String>();
        Optional<JsonObject> found = optionalObject(name);
        if (found.isPresent()) {
            JsonObject map = found.get().keyed();
            for (String key : map.names()) {
                texts.put(key, map.string(key));
            }
        }
        return texts;
    }

    /// Returns the error of a member that has the right JSON type and the wrong value.
    ///
    /// @param fault what is wrong: `expected X, got Y`
    public ImageFormatException fault(String name, String fault) {
        return new ImageFormatException(source, -1, at(name) + ": " + fault);
    }

    private List<?> list(String name) throws ImageFormatException {
        Object value = member(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> elements) {
            return elements;
        }
        throw mismatch(source, at(name), "an array", value);
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static ImageFormatException mismatch(
            String source, String path, String expected, @Nullable Object got) {
        String prefix = path.isEmpty() ? "" : path + ": ";
        return new ImageFormatException(
                source, -1, prefix + "expected " + expected + ", got " + kind(got));
    }

    private static String kind(@Nullable Object value) {
        return switch (value) {
            case null -> "nothing";
            case Map<?, ?> map -> "an object";
            case List<?> list -> "an array";
            case String text -> text.isEmpty() ? "an empty string" : "a string";
            case Boolean flag -> flag.toString();
            case Long number -> number.toString();
            default -> value.toString();
        };
    }
}
