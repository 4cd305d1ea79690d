package dev.lamina.image.json;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Text that is not what it should be, as Go's `encoding/json` reads it: U+FFFD stands for each byte
/// that is no part of a character in UTF-8, and for each half of a surrogate pair that is alone.
final class FaultyText {

    private static final char REPLACEMENT = '\uFFFD';

    private FaultyText() {}

    /// Reads bytes of which some are not UTF-8.
    static String decode(byte[] bytes, int from, int to) {
        var text = new StringBuilder(to - from);
        int position = from;
        while (position < to) {
            int length = length(bytes, position, to);
            if (length == 0) {
                text.append(REPLACEMENT);
                position++;
            } else {
                text.append(new String(bytes, position, length, UTF_8));
                position += length;
            }
        }
        return text.toString();
    }

    /// Returns how many bytes the character at a position has; 0 if there is none (Unicode 15, table
    /// 3-7).
    private static int length(byte[] bytes, int position, int to) {
        int first = bytes[position] & 0xff;
        if (first < 0x80) {
            return 1;
        }
        int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
        if (first < 0xc2 || first > 0xf4 || position + length > to) {
            return 0;
        }
        int second = bytes[position + 1] & 0xff;
        int least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
        int most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
        if (second < least || second > most) {
            return 0;
        }
        for (int i = position + 2; i < position + length; i++) {
            if ((bytes[i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    /// Replaces the halves of surrogate pairs that are alone.
    static String withWholePairs(StringBuilder text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            boolean pair =
                    Character.isHighSurrogate(unit)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(unit)) {
                text.setCharAt(i, REPLACEMENT);
            }
        }
        return text.toString();
    }
}
