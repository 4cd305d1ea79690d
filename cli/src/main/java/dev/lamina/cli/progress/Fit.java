package dev.lamina.cli.progress;

/// Texts that must not be wider than a terminal: a line that wraps cannot be drawn again in place.
final class Fit {

    private Fit() {}

    /// Returns the first text that is at most so wide; the last one, cut, if none is.
    static String first(int width, String... texts) {
        for (String text : texts) {
            if (text.length() <= width) {
                return text;
            }
        }
        return texts[texts.length - 1].substring(0, Math.max(0, width));
    }
}
