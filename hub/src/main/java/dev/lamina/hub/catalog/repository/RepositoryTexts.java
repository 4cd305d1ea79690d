package dev.lamina.hub.catalog.repository;

import dev.lamina.hub.catalog.PlainText;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the owners of a repository say about it.
///
/// @param summary     one line of plain text, at most [#MAX_SUMMARY_LENGTH] characters
/// @param description Markdown, at most [#MAX_DESCRIPTION_LENGTH] characters
/// @param source      where the image is made: a link, http or https
/// @param licence     an SPDX expression, or a name
/// @param categories  at most [#MAX_CATEGORY_COUNT] words
public record RepositoryTexts(
        String summary,
        String description,
        Optional<String> source,
        Optional<String> licence,
        List<String> categories) {

    /// As Docker Hub allows.
    public static final int MAX_SUMMARY_LENGTH = 100;

    /// As Docker Hub allows.
    public static final int MAX_DESCRIPTION_LENGTH = 25_000;

    public static final int MAX_CATEGORY_COUNT = 8;

    /// A repository that nobody has described.
    public static final RepositoryTexts EMPTY =
            new RepositoryTexts("", "", Optional.empty(), Optional.empty(), List.of());

    private static final int MAX_LINE_LENGTH = 255;

    private static final Pattern CATEGORY = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+){0,4}");

    /// What is stored is read as it is, whatever was allowed when it was written: only [#check] refuses.
    public RepositoryTexts {
        categories = categories.stream().distinct().sorted().toList();
    }

    /// Checks the texts before they are written.
    ///
    /// @throws RefusedTextException if one is too long or has control characters, a line has several
    ///     lines, or the source is no link
    public void check() {
        checkLine("summary", summary, MAX_SUMMARY_LENGTH);
        if (description.length() > MAX_DESCRIPTION_LENGTH) {
            throw tooLong("description", MAX_DESCRIPTION_LENGTH, description.length());
        }
        if (!PlainText.isText(description)) {
            throw refused("description", "expected text without control characters");
        }
        source.ifPresent(RepositoryTexts::checkLink);
        licence.ifPresent(text -> checkLine("licence", text, MAX_LINE_LENGTH));
        if (categories.size() > MAX_CATEGORY_COUNT) {
            throw refused(
                    "categories",
                    "expected at most " + MAX_CATEGORY_COUNT + ", got " + categories.size());
        }
        categories.forEach(RepositoryTexts::checkCategory);
    }

    /// Returns the source if it is a link that may be shown: what was stored before may be anything.
    public Optional<String> link() {
        return source.filter(RepositoryTexts::isLink);
    }

    private static boolean isLink(String text) {
        try {
            checkLink(text);
            return true;
        } catch (RefusedTextException e) {
            return false;
        }
    }

    private static void checkLine(String field, String text, int maxLength) {
        if (text.length() > maxLength) {
            throw tooLong(field, maxLength, text.length());
        }
        if (!PlainText.isLine(text)) {
            throw refused(field, "expected one line of text, without control characters");
        }
    }

    private static RefusedTextException tooLong(String field, int maxLength, int length) {
        return refused(field, "expected at most " + maxLength + " characters, got " + length);
    }

    private static RefusedTextException refused(String field, String message) {
        return new RefusedTextException(field, field + ": " + message);
    }

    private static void checkLink(String text) {
        checkLine("source", text, MAX_LINE_LENGTH);
        try {
            URI link = new URI(text);
            if (link.getRawUserInfo() != null) {
                // Not repeated: it may be a password.
                throw refused("source", "expected a link without a user's name and password");
            }
            if (link.getHost() != null
                    && ("https".equals(link.getScheme()) || "http".equals(link.getScheme()))) {
                return;
            }
        } catch (URISyntaxException e) {
            // Falls through: no link either.
        }
        throw refused("source", "expected a link, http or https, got '" + text + "'");
    }

    private static void checkCategory(String category) {
        if (category.length() > 40 || !CATEGORY.matcher(category).matches()) {
            throw refused(
                    "categories",
                    "expected lower-case letters and digits, joined by '-', got '"
                            + category
                            + "'");
        }
    }
}
