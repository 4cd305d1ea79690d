package dev.lamina.docker.template;

import java.util.HexFormat;

/// Texts as Go's strconv.Quote writes them.
public final class GoQuote {

    private GoQuote() {}

    /// Returns a text in double quotes, with escapes for what cannot be printed.
    public static String of(String text) {
        var out = new StringBuilder("\"");
        int position = 0;
        while (position < text.length()) {
            int point = text.codePointAt(position);
            position += Character.charCount(point);
            append(out, point);
        }
        return out.append('"').toString();
    }

    private static void append(StringBuilder out, int point) {
        switch (point) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\t' -> out.append("\\t");
            case '\r' -> out.append("\\r");
            case 7 -> out.append("\\a");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case 11 -> out.append("\\v");
            default -> {
                HexFormat hex = HexFormat.of();
                if (isPrintable(point)) {
                    out.appendCodePoint(point);
                } else if (point < ' ' || point == 0x7f) {
                    out.append("\\x").append(hex.toHexDigits((byte) point));
                } else if (point <= Character.MAX_VALUE) {
                    out.append("\\u").append(hex.toHexDigits((short) point));
                } else {
                    out.append("\\U").append(hex.toHexDigits(point));
                }
            }
        }
    }

    /// As Go's strconv.IsPrint: of all kinds of space only the one of ASCII.
    private static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            case Character.SPACE_SEPARATOR -> point == ' ';
            default -> true;
        };
    }
}
