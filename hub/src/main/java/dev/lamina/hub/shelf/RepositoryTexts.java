package dev.lamina.hub.shelf;

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

    /// Checks the texts.
    ///
    /// @throws IllegalArgumentException if one is too long or has control characters, a line has
    ///     several lines, or the source is no link
    public RepositoryTexts {
        checkLine("summary", summary, MAX_SUMMARY_LENGTH);
        if (description.length() > MAX_DESCRIPTION_LENGTH) {
            throw tooLong("description", MAX_DESCRIPTION_LENGTH, description.length());
        }
        if (!PlainText.isText(description)) {
            throw new IllegalArgumentException(
                    "description: expected text without control characters");
        }
        source.ifPresent(RepositoryTexts::checkLink);
        licence.ifPresent(text -> checkLine("licence", text, MAX_LINE_LENGTH));
        categories = categories.stream().distinct().sorted().toList();
        if (categories.size() > MAX_CATEGORY_COUNT) {
            throw new IllegalArgumentException(
                    "categories: expected at most "
                            + MAX_CATEGORY_COUNT
                            + ", got "
                            + categories.size());
        }
        categories.forEach(RepositoryTexts::checkCategory);
    }

    private static void checkLine(String what, String text, int maxLength) {
        if (text.length() > maxLength) {
            throw tooLong(what, maxLength, text.length());
        }
        if (!PlainText.isLine(text)) {
            throw new IllegalArgumentException(
                    what + ": expected one line of text, without control characters");
        }
    }

    private static IllegalArgumentException tooLong(String what, int maxLength, int length) {
        return new IllegalArgumentException(
                what + ": expected at most " + maxLength + " characters, got " + length);
    }

    private static void checkLink(String text) {
        checkLine("source", text, MAX_LINE_LENGTH);
        try {
            URI link = new URI(text);
            if (link.getRawUserInfo() != null) {
                // Not repeated: it may be a password.
                throw new IllegalArgumentException(
                        "source: expected a link without a user's name and password");
            }
            if (link.getHost() != null
                    && ("https".equals(link.getScheme()) || "http".equals(link.getScheme()))) {
                return;
            }
        } catch (URISyntaxException e) {
            // Falls through: no link either.
        }
        throw new IllegalArgumentException(
                "source: expected a link, http or https, got '" + text + "'");
    }

    private static void checkCategory(String category) {
        if (category.length() > 40 || !CATEGORY.matcher(category).matches()) {
            throw new IllegalArgumentException(
                    "category: expected lower-case letters and digits, joined by '-', got '"
                            + category
                            + "'");
        }
    }
}
