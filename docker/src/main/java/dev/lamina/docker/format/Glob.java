package dev.lamina.docker.format;

/// Patterns of names: `*` and `?` for what is no slash, `[a-z]`, `\` before a literal character (Go's
/// path.Match, by which Docker filters references).
public final class Glob {

    private final String pattern;
    private final String text;

    private Glob(String pattern, String text) {
        this.pattern = pattern;
        this.text = text;
    }

    /// Tells whether a pattern matches a whole text.
    ///
    /// @throws IllegalArgumentException if the pattern is wrong
    public static boolean matches(String pattern, String text) {
        return new Glob(pattern, text).matches();
    }

    /// Goes back to the last star only: what an earlier one would match, the last one can.
    private boolean matches() {
        int p = 0;
        int t = 0;
        int starPattern = -1;
        int starText = 0;
        while (t < text.length() || p < pattern.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                starPattern = ++p;
                starText = t;
                continue;
            }
            if (p < pattern.length() && t < text.length()) {
                int after = one(p, text.charAt(t));
                if (after > 0) {
                    p = after;
                    t++;
                    continue;
                }
            }
            if (starPattern < 0 || starText >= text.length() || text.charAt(starText) == '/') {
                checkRest(p);
                return false;
            }
            p = starPattern;
            t = ++starText;
        }
        return true;
    }

    /// Matches one character.
    ///
    /// @return the position in the pattern after what matched it, or -1
    private int one(int p, char c) {
        return switch (pattern.charAt(p)) {
            case '?' -> c == '/' ? -1 : p + 1;
            case '[' -> set(p + 1, c);
            case '\\' -> escaped(p) == c ? p + 2 : -1;
            default -> pattern.charAt(p) == c ? p + 1 : -1;
        };
    }

    private int set(int start, char c) {
        int p = start;
        boolean negated = at(p) == '^';
        p += negated ? 1 : 0;
        boolean found = false;
        boolean any = false;
        while (at(p) != ']' || !any) {
            any = true;
            char low = member(p);
            p += at(p) == '\\' ? 2 : 1;
            char high = low;
            if (at(p) == '-') {
                high = member(p + 1);
                p += at(p + 1) == '\\' ? 3 : 2;
            }
            found |= low <= c && c <= high;
        }
        return found != negated ? p + 1 : -1;
    }

    private char member(int p) {
        char c = at(p);
        if (c == ']' || c == '-') {
            throw fault();
        }
        return c == '\\' ? escaped(p) : c;
    }

    private char escaped(int p) {
        return at(p + 1);
    }

    private char at(int p) {
        if (p >= pattern.length()) {
            throw fault();
        }
        return pattern.charAt(p);
    }

    /// A wrong pattern is told even where it cannot match.
    private void checkRest(int from) {
        for (int p = from; p < pattern.length(); ) {
            char c = pattern.charAt(p);
            if (c == '[') {
                int after = set(p + 1, 'x');
                p = after > 0 ? after : pattern.indexOf(']', p + 2) + 1;
            } else if (c == '\\') {
                escaped(p);
                p += 2;
            } else {
                p++;
            }
        }
    }

    private IllegalArgumentException fault() {
        return new IllegalArgumentException("syntax error in pattern: " + pattern);
    }
}
