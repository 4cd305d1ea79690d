package dev.lamina.hub.catalog;

/// Which text from people is shown to others as it is.
public final class PlainText {

    private PlainText() {}

    /// Tells whether a text is one line without characters that nobody sees: controls (Unicode category
    /// Cc), separators of lines, and those that turn the direction of what follows, so that it reads as
    /// something else (Unicode Technical Report 36, "Bidirectional Text Spoofing").
    public static boolean isLine(String text) {
        return text.chars().noneMatch(PlainText::isHidden);
    }

    private static boolean isHidden(int character) {
        return Character.isISOControl(character)
                || character == 0x2028
                || character == 0x2029
                || character >= 0x202A && character <= 0x202E
                || character >= 0x2066 && character <= 0x2069;
    }

    /// Returns a text with codes in the place of characters that nobody sees or that turn others around, but
    /// for ends of lines and tabs: what is shown of images was written by strangers.
    public static String escaped(String text) {
        if (text.chars().noneMatch(PlainText::isEscaped)) {
            return text;
        }
        var escaped = new StringBuilder(text.length() + 16);
        for (char character : text.toCharArray()) {
            if (isEscaped(character)) {
                escaped.append("\\u%04x".formatted((int) character));
            } else {
                escaped.append(character);
            }
        }
        return escaped.toString();
    }

    private static boolean isEscaped(int character) {
        return isHidden(character) && "\n\r\t".indexOf(character) < 0;
    }

    /// Tells whether a text has no controls but ends of lines and tabs.
    public static boolean isText(String text) {
        return text.chars()
                .noneMatch(
                        character ->
                                Character.isISOControl(character)
                                        && "\n\r\t".indexOf(character) < 0);
    }
}
