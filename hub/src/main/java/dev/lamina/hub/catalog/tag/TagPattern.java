package dev.lamina.hub.catalog.tag;

import java.util.regex.Pattern;

/// A pattern of tags: `*` stands for any characters, `?` for one.
public final class TagPattern {

    private static final Pattern GRAMMAR = Pattern.compile("[a-zA-Z0-9_.*?-]{1,128}");

    private final String text;

    private TagPattern(String text) {
        this.text = text;
    }

    /// Reads a pattern.
    ///
    /// @throws IllegalArgumentException if it could match no tag
    public static TagPattern parse(String text) {
        if (!GRAMMAR.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "pattern of tags: expected at most 128 letters, digits, '_', '.', '-', '*' and"
                            + " '?', got '"
                            + text
                            + "'");
        }
        return new TagPattern(text);
    }

    /// Tells whether a tag is meant. Takes time proportional to both lengths: after a mismatch only
    /// the last `*` takes one more character.
    public boolean matches(String tag) {
        int at = 0;
        int star = -1;
        int starAt = 0;
        int i = 0;
        while (i < tag.length()) {
            if (at < text.length() && text.charAt(at) == '*') {
                star = at++;
                starAt = i;
            } else if (at < text.length()
                    && (text.charAt(at) == '?' || text.charAt(at) == tag.charAt(i))) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++starAt;
            } else {
                return false;
            }
        }
        return text.substring(at).chars().allMatch(c -> c == '*');
    }

    @Override
    public String toString() {
        return text;
    }
}
