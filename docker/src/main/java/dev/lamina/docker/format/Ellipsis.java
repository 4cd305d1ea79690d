package dev.lamina.docker.format;

/// Texts cut to a width for a column.
public final class Ellipsis {

    private static final String MARK = "…";

    private Ellipsis() {}

    /// Returns a text of at most `width` characters, the last of which says that more was there.
    public static String cut(String text, int width) {
        if (text.codePointCount(0, text.length()) <= width) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, width - 1)) + MARK;
    }
}
