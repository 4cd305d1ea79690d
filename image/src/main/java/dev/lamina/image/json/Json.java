package dev.lamina.image.json;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// JSON (RFC 8259) as plain values: `Map<String, Object>` in the order of the document,
/// `List<Object>`, `String`, `Long`, `Double`, `Boolean`, and `null`.
///
/// Reading is strict: UTF-8 only, no duplicate names, no comments, nothing after the value; depth,
/// size and number of values are bounded. Writing keeps the order of maps.
public final class Json {

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
                    .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(JsonLimits.MAX_DEPTH)
                                    .maxDocumentLength(JsonLimits.MAX_DOCUMENT)
                                    .maxTokenCount(JsonLimits.MAX_TOKENS)
                                    .maxNumberLength(JsonLimits.MAX_NUMBER_LENGTH)
                                    .maxStringLength(JsonLimits.MAX_DOCUMENT)
                                    .build())
                    .build();

    private final JsonParser parser;
    private final String source;

    private Json(JsonParser parser, String source) {
        this.parser = parser;
        this.source = source;
    }

    /// Reads one value, which must be the whole document.
    ///
    /// @param source what is read, for error messages
    /// @throws ImageFormatException if the document is not strict JSON or exceeds a limit
    public static @Nullable Object parse(Bytes document, String source)
            throws ImageFormatException {
        checkSize(document, JsonLimits.MAX_DOCUMENT, source);
        try (JsonParser parser =
                FACTORY.createParser(ObjectReadContext.empty(), document.toArray())) {
            var reader = new Json(parser, source);
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new ImageFormatException(source, 0, "JSON: expected a value, got nothing");
            }
            Object value = reader.value(first);
            if (parser.nextToken() != null) {
                throw reader.fault("JSON: expected the end, got more");
            }
            return value;
        } catch (JacksonException e) {
            throw new ImageFormatException(source, offset(e), "JSON: " + fault(e));
        }
    }

    /// Reads a document that must be an object.
    ///
    /// @throws ImageFormatException if it is anything else
    public static JsonObject parseObject(Bytes document, String source)
            throws ImageFormatException {
        return JsonObject.of(parse(document, source), source);
    }

    /// Writes a value compactly, in the canonical form: UTF-8, maps in their order, and what Go's
    /// `encoding/json` escapes escaped the same way (`<`, `>`, `&`, U+2028, U+2029).
    ///
    /// @throws IllegalArgumentException if it is none of the plain values
    public static Bytes write(@Nullable Object value) {
        return Bytes.utf8(new JsonWriter("", true).write(value));
    }

    /// Writes a value with one member a line, as `docker inspect` shows it.
    ///
    /// @param indent what each level is indented with
    public static Bytes writePretty(@Nullable Object value, String indent) {
        return Bytes.utf8(new JsonWriter(indent, false).write(value));
    }

    /// Returns a value as one line of text for people: as [#write] without the escapes of HTML.
    public static String line(@Nullable Object value) {
        return new JsonWriter("", false).write(value);
    }

    static void checkSize(Bytes document, int limit, String source) throws ImageFormatException {
        if (document.length() > limit) {
            throw new ImageFormatException(
                    source,
                    -1,
                    "size: expected at most " + limit + " bytes, got " + document.length());
        }
    }

    private @Nullable Object value(JsonToken token) throws ImageFormatException {
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> finite(parser.getDoubleValue());
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> throw fault("JSON: expected a value, got " + token);
        };
    }

    private Map<String, @Nullable Object> object() throws ImageFormatException {
        var members = new LinkedHashMap<String, @Nullable Object>();
        for (JsonToken token = parser.nextToken();
                token != JsonToken.END_OBJECT;
                token = parser.nextToken()) {
            String name = parser.currentName();
            if (members.containsKey(name)) {
                throw fault("JSON: duplicate name '" + name + "'");
            }
            members.put(name, value(parser.nextToken()));
        }
        return members;
    }

    private List<@Nullable Object> array() throws ImageFormatException {
        var elements = new ArrayList<@Nullable Object>();
        for (JsonToken token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            elements.add(value(token));
        }
        return elements;
    }

    /// A number beyond `long` becomes a `Double`: it may stand in a member nobody reads.
    private Object integer() throws ImageFormatException {
        return switch (parser.getNumberType()) {
            case INT, LONG -> parser.getLongValue();
            default -> finite(parser.getDoubleValue());
        };
    }

    private Double finite(double number) throws ImageFormatException {
        if (Double.isInfinite(number)) {
            throw fault("JSON: number out of range");
        }
        return number;
    }

    private ImageFormatException fault(String text) {
        return new ImageFormatException(
                source, parser.currentTokenLocation().getByteOffset(), text);
    }

    /// Leaves out what the library says about itself.
    private static String fault(JacksonException fault) {
        String text = fault.getOriginalMessage();
        int start = text.indexOf(" (start marker at");
        int constraint = text.indexOf(", from `");
        if (start >= 0) {
            return text.substring(0, start);
        }
        return constraint >= 0 ? text.substring(0, constraint) + ")" : text;
    }

    private static long offset(JacksonException fault) {
        return fault.getLocation() == null ? -1 : fault.getLocation().getByteOffset();
    }
}
