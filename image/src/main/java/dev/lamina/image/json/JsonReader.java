package dev.lamina.image.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads one JSON document as plain values (RFC 8259), within [JsonLimits]. What is odd in it means
/// what it means to Go's `encoding/json`; see [Members] and [FaultyText].
final class JsonReader {

    /// Stands for a byte where there is none.
    private static final int END = -1;

    private static final int ESCAPE_DIGITS = 4;

    private final byte[] document;
    private final String source;
    private final boolean utf8;

    /// The next byte that is not read.
    private int position;

    private int depth;
    private long valueCount;

    JsonReader(Bytes document, String source) {
        this.document = document.toArray();
        this.source = source;
        this.utf8 = isUtf8(this.document);
    }

    /// Reads the one value that is the document.
    @Nullable Object read() throws ImageFormatException {
        if (peek() == END) {
            throw fault(0, "expected a value, got nothing");
        }
        Object value = value();
        if (peek() != END) {
            throw fault(position, "expected the end, got more");
        }
        return value;
    }

    /// Tells whether all of the document is UTF-8, which between ASCII bytes it then is too.
    private static boolean isUtf8(byte[] document) {
        int ascii = 0;
        while (ascii < document.length && document[ascii] >= 0) {
            ascii++;
        }
        if (ascii == document.length) {
            return true;
        }
        CharsetDecoder decoder = UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(document);
        CharBuffer out = CharBuffer.allocate(1 << 12);
        CoderResult result;
        do {
            out.clear();
            result = decoder.decode(in, out, true);
        } while (result.isOverflow());
        return !result.isError();
    }

    private @Nullable Object value() throws ImageFormatException {
        int first = peek();
        if (++valueCount > JsonLimits.MAX_VALUES) {
            throw fault(
                    position, "expected at most " + JsonLimits.MAX_VALUES + " values, got more");
        }
        return switch (first) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> literal("true", Boolean.TRUE);
            case 'f' -> literal("false", Boolean.FALSE);
            case 'n' -> literal("null", null);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> throw expected("a value");
        };
    }

    private Map<String, @Nullable Object> object() throws ImageFormatException {
        enter();
        var members = new LinkedHashMap<String, @Nullable Object>();
        boolean more = peek() != '}';
        while (more) {
            if (peek() != '"') {
                throw expected("a name");
            }
            String name = string();
            if (peek() != ':') {
                throw expected("':'");
            }
            position++;
            Members.put(members, name, value());
            more = separator('}');
        }
        leave();
        return members;
    }

    private List<@Nullable Object> array() throws ImageFormatException {
        enter();
        var elements = new ArrayList<@Nullable Object>();
        boolean more = peek() != ']';
        while (more) {
            elements.add(value());
            more = separator(']');
        }
        leave();
        return elements;
    }

    private void enter() throws ImageFormatException {
        if (++depth > JsonLimits.MAX_DEPTH) {
            throw fault(position, "expected a depth of at most " + JsonLimits.MAX_DEPTH);
        }
        position++;
    }

    private void leave() {
        depth--;
        position++;
    }

    /// Passes over a comma, not over the closing bracket; tells which it is.
    private boolean separator(char close) throws ImageFormatException {
        int next = peek();
        if (next == ',') {
            position++;
            return true;
        }
        if (next == close) {
            return false;
        }
        throw expected("',' or '" + close + "'");
    }

    private @Nullable Object literal(String text, @Nullable Object value)
            throws ImageFormatException {
        for (int i = 0; i < text.length(); i++) {
            if (at() != text.charAt(i)) {
                throw expected("'" + text + "'");
            }
            position++;
        }
        return value;
    }

    private Object number() throws ImageFormatException {
        int start = position;
        position += at() == '-' ? 1 : 0;
        if (at() == '0') {
            position++;
        } else {
            digits();
        }
        boolean whole = true;
        if (at() == '.') {
            position++;
            digits();
            whole = false;
        }
        if (at() == 'e' || at() == 'E') {
            position++;
            position += at() == '+' || at() == '-' ? 1 : 0;
            digits();
            whole = false;
        }
        int length = position - start;
        if (length > JsonLimits.MAX_NUMBER_LENGTH) {
            throw fault(
                    start,
                    "expected a number of at most " + JsonLimits.MAX_NUMBER_LENGTH + " digits");
        }
        return number(new String(document, start, length, ISO_8859_1), whole);
    }

    private void digits() throws ImageFormatException {
        int start = position;
        while (at() >= '0' && at() <= '9') {
            position++;
        }
        if (position == start) {
            throw expected("a digit");
        }
    }

    /// A number beyond `long` becomes a `Double`, one beyond that infinite: it may stand in a member
    /// that nobody reads.
    private static Object number(String text, boolean whole) {
        if (whole) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                // Its digits are right, so it is too large.
            }
        }
        return Double.parseDouble(text);
    }

    private String string() throws ImageFormatException {
        int start = ++position;
        while (at() >= ' ' && at() != '"' && at() != '\\') {
            position++;
        }
        if (at() == '"') {
            return text(start, position++);
        }
        var text = new StringBuilder();
        while (at() != '"') {
            text.append(text(start, position));
            if (at() != '\\') {
                throw expected("the rest of a string");
            }
            position++;
            text.append(escaped());
            start = position;
            while (at() >= ' ' && at() != '"' && at() != '\\') {
                position++;
            }
        }
        return FaultyText.withWholePairs(text.append(text(start, position++)));
    }

    private String text(int from, int to) {
        return utf8
                ? new String(document, from, to - from, UTF_8)
                : FaultyText.decode(document, from, to);
    }

    private char escaped() throws ImageFormatException {
        char character =
                switch (at()) {
                    case '"', '\\', '/' -> (char) at();
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    case 'u' -> unicode();
                    default -> throw expected("an escape");
                };
        position++;
        return character;
    }

    private char unicode() throws ImageFormatException {
        int code = 0;
        for (int i = 0; i < ESCAPE_DIGITS; i++) {
            position++;
            int digit = Character.digit(at(), 16);
            if (digit < 0) {
                throw expected("a hexadecimal digit");
            }
            code = code << 4 | digit;
        }
        return (char) code;
    }

    /// Returns the next byte that is no white space.
    private int peek() {
        int next = at();
        while (next == ' ' || next == '\n' || next == '\r' || next == '\t') {
            position++;
            next = at();
        }
        return next;
    }

    private int at() {
        return position < document.length ? document[position] & 0xff : END;
    }

    private ImageFormatException expected(String what) {
        return fault(position, "expected " + what + ", got " + describe(at()));
    }

    private static String describe(int found) {
        if (found == END) {
            return "the end";
        }
        return found > ' ' && found < 0x7f
                ? "'" + (char) found + "'"
                : "0x" + Integer.toHexString(found);
    }

    private ImageFormatException fault(int offset, String text) {
        return new ImageFormatException(source, offset, "JSON: " + text);
    }
}
