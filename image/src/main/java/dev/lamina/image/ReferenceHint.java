package dev.lamina.image;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Knows what users write in place of references: addresses of pages, names with the scheme of other
/// tools, paths of files, capital letters.
final class ReferenceHint {

    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.*)");

    private static final Pattern PATH = Pattern.compile("\\.{0,2}/.*|\\.{1,2}|~.*");

    /// Docker Hub's site, where an official image is below `_`, any other below `r`.
    private static final Pattern HUB_PAGE =
            Pattern.compile("(?:www\\.)?hub\\.docker\\.com/(?:_/([^/]+)|r/([^/]+/[^/]+))(?:/.*)?");

    private ReferenceHint() {}

    /// Refuses what cannot be meant as a reference.
    ///
    /// @throws InvalidReferenceException that says what was meant, if that can be told
    static void check(String text) {
        Matcher scheme = SCHEME.matcher(text);
        if (scheme.matches()) {
            throw new InvalidReferenceException(
                    text,
                    0,
                    "expected a name without '"
                            + scheme.group(1)
                            + "://'"
                            + didYouMean(withoutPage(scheme.group(1), scheme.group(2))));
        }
        if (PATH.matcher(text).matches()) {
            throw new InvalidReferenceException(
                    text,
                    0,
                    "expected the name of an image in a registry, got a path: files and"
                            + " directories cannot be pulled");
        }
    }

    /// Returns `: did you mean 'nginx'?` for a name with capital letters, if that is one.
    static String inLowerCase(String text) {
        return didYouMean(text.toLowerCase(Locale.ROOT));
    }

    private static String didYouMean(String text) {
        try {
            Reference.parse(text);
            return ": did you mean '" + text + "'?";
        } catch (InvalidReferenceException e) {
            return "";
        }
    }

    /// Returns the name in an address; a host alone hides none.
    private static String withoutPage(String scheme, String rest) {
        String name = rest.replaceFirst("[?#].*$", "").replaceFirst("/+$", "");
        Matcher page = HUB_PAGE.matcher(name);
        if (page.matches()) {
            return Optional.ofNullable(page.group(1)).orElse(page.group(2));
        }
        boolean host = scheme.regionMatches(true, 0, "http", 0, 4) && name.indexOf('/') < 0;
        return host ? "" : name;
    }
}
