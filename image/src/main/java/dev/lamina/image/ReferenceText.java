package dev.lamina.image;

/// The parts of a reference, letter by letter: what the patterns of the grammar say, without an engine
/// for patterns. A list of images has a reference in each line, and all of them are read at each start,
/// where such an engine takes ten times as long. Source: as for [Reference].
final class ReferenceText {

    private static final int MAX_TAG = 128;
    private static final int MAX_PORT = 5;
    private static final int ID_LENGTH = 64;

    private ReferenceText() {}

    /// Tells whether a text may be one that [ReferenceHint] knows: all those have one of these.
    static boolean isSuspect(String text) {
        char first = text.isEmpty() ? ' ' : text.charAt(0);
        return first == '/' || first == '.' || first == '~' || text.contains("://");
    }

    /// Tells whether a text is a tag: `[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}`.
    static boolean isTag(String text) {
        if (text.isEmpty() || text.length() > MAX_TAG) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean always = isLetterOrDigit(c) || c == '_';
            if (!always && (i == 0 || c != '.' && c != '-')) {
                return false;
            }
        }
        return true;
    }

    /// Tells whether a text is a repository: components of `[a-z0-9]+`, in which a dot, one or two
    /// underscores, or hyphens may stand between two of those.
    static boolean isRepository(String text) {
        char separator = '/'; // the run of separators before this character; none: a space
        int run = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'a' && c <= 'z' || isDigit(c)) {
                separator = ' ';
                run = 0;
            } else if (run == 0 && (c == '/' || c == '.' || c == '_' || c == '-')) {
                separator = c;
                run = 1;
            } else if (c == separator && (c == '-' || c == '_' && run == 1)) {
                run++;
            } else {
                return false;
            }
        }
        return run == 0;
    }

    /// Tells whether a text is a host by name or number, with or without a port; not one in brackets.
    static boolean isHost(String text) {
        int colon = text.indexOf(':');
        int end = colon < 0 ? text.length() : colon;
        int label = 0;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (!isLabel(text, label, i)) {
                    return false;
                }
                label = i + 1;
            } else if (!isLetterOrDigit(c) && c != '-') {
                return false;
            }
        }
        return isLabel(text, label, end) && (colon < 0 || isPort(text, colon + 1));
    }

    private static boolean isLabel(String text, int start, int end) {
        return start < end && text.charAt(start) != '-' && text.charAt(end - 1) != '-';
    }

    private static boolean isPort(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return text.length() > start && text.length() <= start + MAX_PORT;
    }

    /// Tells whether a text is an image ID: 64 hexadecimal digits in lower case.
    static boolean isImageId(String text) {
        if (text.length() != ID_LENGTH) {
            return false;
        }
        for (int i = 0; i < ID_LENGTH; i++) {
            char c = text.charAt(i);
            if (!isDigit(c) && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
