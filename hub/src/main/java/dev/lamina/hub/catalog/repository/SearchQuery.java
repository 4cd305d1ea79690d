package dev.lamina.hub.catalog.repository;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What somebody looks for among the repositories. All conditions hold at once.
///
/// @param text         words, each in the name or the summary; empty finds all
/// @param onlyOfficial whether only official images are wanted
/// @param account      whose repositories are wanted
/// @param platform     `os/architecture` that an image must be there for
/// @param offset       how many results are left out
/// @param limit        at most so many results, 1 to [#MAX_LIMIT]
public record SearchQuery(
        String text,
        boolean onlyOfficial,
        Optional<String> account,
        Optional<String> platform,
        Optional<String> category,
        Order order,
        int offset,
        int limit) {

    public static final int MAX_LIMIT = 100;

    /// A page is found by counting from the first result; nobody reads so far.
    private static final int MAX_OFFSET = 1_000_000;

    private static final int MAX_WORD_COUNT = 6;
    private static final int MAX_TEXT_LENGTH = 200;

    /// Bounds the numbers and the text.
    public SearchQuery {
        text = text.length() > MAX_TEXT_LENGTH ? text.substring(0, MAX_TEXT_LENGTH) : text;
        offset = Math.clamp(offset, 0, MAX_OFFSET);
        limit = Math.clamp(limit, 1, MAX_LIMIT);
    }

    /// Returns a query for words, the best result first, then that with the most stars.
    public static SearchQuery of(String text, int limit) {
        return new SearchQuery(
                text,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Order.MATCH,
                0,
                limit);
    }

    /// Returns the words in lower case.
    List<String> words() {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .limit(MAX_WORD_COUNT)
                .toList();
    }

    /// What comes first. Where it leaves two equal: official images, stars, pulls, the name.
    public enum Order {
        RELEVANCE,
        /// As RELEVANCE, but official images have no precedence, as clients know it of Docker Hub.
        MATCH,
        STARS,
        PULLS,
        NEWEST,
        NAME;

        /// Tells whether it matters where a word was found.
        boolean isByWords() {
            return this == RELEVANCE || this == MATCH;
        }
    }
}
