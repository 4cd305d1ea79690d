package dev.lamina.image.tree;

import dev.lamina.image.Bytes;

import java.util.HexFormat;

/// Bytes as text that can be read and that says exactly which bytes they are: printable UTF-8 as it
/// is, all else byte by byte as `\xHH`.
final class EscapedText {

    private static final int LONGEST_CHARACTER = 4;

    private EscapedText() {}

    /// Returns text without spaces.
    static String word(Bytes bytes) {
        return escape(bytes, false);
    }

    /// Returns text that may have spaces.
    static String line(Bytes bytes) {
        return escape(bytes, true);
    }

    private static String escape(Bytes bytes, boolean spaces) {
        var text = new StringBuilder(bytes.length());
        int position = 0;
        while (position < bytes.length()) {
            int length = printable(bytes, position, spaces);
            if (length > 0) {
                text.append(bytes.slice(position, position + length).utf8());
                position += length;
            } else {
                text.append("\\x").append(HexFormat.of().toHexDigits(bytes.at(position)));
                position++;
            }
        }
        return text.toString();
    }

    /// Returns how many bytes the printable character at a position has; 0 if there is none.
    private static int printable(Bytes bytes, int position, boolean spaces) {
        int b = bytes.at(position);
        if (b >= 0) {
            return b > ' ' && b < 0x7f && b != '\\' || b == ' ' && spaces ? 1 : 0;
        }
        for (int length = 2; length <= LONGEST_CHARACTER; length++) {
            if (position + length > bytes.length()) {
                return 0;
            }
            Bytes one = bytes.slice(position, position + length);
            String text = one.utf8();
            if (text.codePointCount(0, text.length()) == 1 && Bytes.utf8(text).equals(one)) {
                return isVisible(text.codePointAt(0)) ? length : 0;
            }
        }
        return 0;
    }

    /// Control and format characters could hide or turn around what stands beside them.
    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
