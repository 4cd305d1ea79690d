package dev.lamina.image.json;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// Writes plain values as Go's `encoding/json` does. Without a pattern `switch`, which costs a cold
/// JVM milliseconds: `inspect` writes.
final class JsonWriter {

    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder();
    private final String indent;
    private final boolean escapeHtml;

    /// @param indent empty for the compact form
    JsonWriter(String indent, boolean escapeHtml) {
        this.indent = indent;
        this.escapeHtml = escapeHtml;
    }

    String write(@Nullable Object value) {
        value(value, 0);
        return out.toString();
    }

    private void value(@Nullable Object value, int depth) {
        if (value instanceof String text) {
            string(text);
        } else if (value instanceof Map<?, ?> members) {
            object(members, depth);
        } else if (value instanceof List<?> elements) {
            array(elements, depth);
        } else if (value instanceof Double number) {
            number(number);
        } else if (value == null
                || value instanceof Boolean
                || value instanceof Long
                || value instanceof Integer) {
            out.append(value);
        } else {
            throw new IllegalArgumentException(
                    "JSON: expected a plain value, got " + value.getClass().getName());
        }
    }

    private void object(Map<?, ?> members, int depth) {
        out.append('{');
        boolean first = true;
        for (Map.Entry<?, ?> member : members.entrySet()) {
            separate(first, depth + 1);
            first = false;
            string((String) member.getKey());
            out.append(indent.isEmpty() ? ":" : ": ");
            value(member.getValue(), depth + 1);
        }
        close('}', first, depth);
    }

    private void array(List<?> elements, int depth) {
        out.append('[');
        boolean first = true;
        for (Object element : elements) {
            separate(first, depth + 1);
            first = false;
            value(element, depth + 1);
        }
        close(']', first, depth);
    }

    private void separate(boolean first, int depth) {
        if (!first) {
            out.append(',');
        }
        newLine(depth);
    }

    private void close(char bracket, boolean empty, int depth) {
        if (!empty) {
            newLine(depth);
        }
        out.append(bracket);
    }

    private void newLine(int depth) {
        if (!indent.isEmpty()) {
            out.append('\n').repeat(indent, depth);
        }
    }

    /// Go writes a float that is a whole number without a fraction.
    private void number(double number) {
        if (Double.isNaN(number)) {
            throw new IllegalArgumentException("JSON: no form for the number " + number);
        }
        if (Double.isInfinite(number)) {
            // It was read, and reads so again.
            out.append(number > 0 ? "1e999" : "-1e999");
        } else if (number == Math.rint(number) && Math.abs(number) < 1e18) {
            out.append((long) number);
        } else {
            out.append(number);
        }
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(c).append(text.charAt(++i));
            } else {
                character(c);
            }
        }
        out.append('"');
    }

    private void character(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\u2028', '\u2029' -> unicode(c);
            case '<', '>', '&' -> {
                if (escapeHtml) {
                    unicode(c);
                } else {
                    out.append(c);
                }
            }
            default -> {
                if (c < ' ') {
                    unicode(c);
                } else {
                    out.append(Character.isSurrogate(c) ? '\ufffd' : c);
                }
            }
        }
    }

    private void unicode(char c) {
        out.append("\\u")
                .append(HEX.charAt(c >> 12))
                .append(HEX.charAt(c >> 8 & 15))
                .append(HEX.charAt(c >> 4 & 15))
                .append(HEX.charAt(c & 15));
    }
}
