package dev.lamina.image.json;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/// JSON (RFC 8259) as plain values: `Map<String, Object>` in the order of the document,
/// `List<Object>`, `String`, `Long`, `Double`, `Boolean`, and `null`.
///
/// Reading takes RFC 8259 and nothing else: no comments, nothing after the value; depth, size and
/// number of values are bounded. Where the RFC leaves a choice it is Go's, because that is what made
/// and reads these documents: the last of several members of one name counts, and U+FFFD stands for
/// what is not UTF-8. Writing keeps the order of maps.
public final class Json {

    private Json() {}

    /// Reads one value, which must be the whole document.
    ///
    /// @param source what is read, for error messages
    /// @throws ImageFormatException if the document is no JSON or exceeds a limit
    public static @Nullable Object parse(Bytes document, String source)
            throws ImageFormatException {
        checkSize(document, JsonLimits.MAX_DOCUMENT, source);
        return new JsonReader(document, source).read();
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

    /// Returns an object that has its members in this order. `Map.of` has another one in each process.
    @SafeVarargs
    public static Map<String, @Nullable Object> object(Map.Entry<String, ?>... members) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        for (Map.Entry<String, ?> member : members) {
            object.put(member.getKey(), member.getValue());
        }
        return object;
    }

    static void checkSize(Bytes document, int limit, String source) throws ImageFormatException {
        if (document.length() > limit) {
            throw new ImageFormatException(
                    source,
                    -1,
                    "size: expected at most " + limit + " bytes, got " + document.length());
        }
    }
}
