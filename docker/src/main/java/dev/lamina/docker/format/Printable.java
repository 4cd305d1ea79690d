package dev.lamina.docker.format;

/// Text of others, such as an image or a registry, made fit for a terminal. What would move its
/// cursor, change its colours or title, turn the direction of writing, or forge a line is written
/// as `\x1b` or `\u202e`.
public final class Printable {

    private static final int BYTE = 0x100;
    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;

    private Printable() {}

    /// Returns a text as one line, in which tabs and ends of lines are escaped too.
    public static String line(String text) {
        return escape(text, false);
    }

    /// Returns a text with its lines and tabs.
    public static String lines(String text) {
        return escape(text, true);
    }

    /// Returns a JSON text, in whose strings the same is written as JSON escapes it; it means the same.
    public static String json(String text) {
        if (isAscii(text)) {
            return text;
        }
        var out = new StringBuilder();
        int position = 0;
        while (position < text.length()) {
            int point = text.codePointAt(position);
            position += Character.charCount(point);
            if (isHarmful(point, true)) {
                for (char unit : Character.toChars(point)) {
                    append(out, "\\u", unit, 4);
                }
            } else {
                out.appendCodePoint(point);
            }
        }
        return out.toString();
    }

    private static String escape(String text, boolean keepsLines) {
        if (isAscii(text)) {
            return text;
        }
        // No streams: every table passes here, and their first use takes its time.
        var out = new StringBuilder();
        int position = 0;
        while (position < text.length()) {
            int point = text.codePointAt(position);
            position += Character.charCount(point);
            if (isHarmful(point, keepsLines)) {
                append(out, point);
            } else {
                out.appendCodePoint(point);
            }
        }
        return out.toString();
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean isHarmful(int point, boolean keepsLines) {
        return switch (point) {
            case '\n', '\t' -> !keepsLines;
            case ZERO_WIDTH_NON_JOINER, ZERO_WIDTH_JOINER -> false;
            default -> {
                int type = Character.getType(point);
                yield type == Character.CONTROL
                        || type == Character.FORMAT
                        || type == Character.LINE_SEPARATOR
                        || type == Character.PARAGRAPH_SEPARATOR;
            }
        };
    }

    private static void append(StringBuilder out, int point) {
        switch (point) {
            case '\n' -> out.append("\\n");
            case '\t' -> out.append("\\t");
            case '\r' -> out.append("\\r");
            default -> {
                if (point < BYTE) {
                    append(out, "\\x", point, 2);
                } else if (point <= Character.MAX_VALUE) {
                    append(out, "\\u", point, 4);
                } else {
                    append(out, "\\U", point, 8);
                }
            }
        }
    }

    private static void append(StringBuilder out, String prefix, int number, int width) {
        String digits = Integer.toHexString(number);
        out.append(prefix).repeat('0', width - digits.length()).append(digits);
    }
}
