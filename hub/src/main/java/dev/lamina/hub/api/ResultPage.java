package dev.lamina.hub.api;

import java.util.List;
import java.util.Optional;

/// A page of results.
///
/// @param total  of all pages
/// @param number of this page, 1 for the first
/// @param size   of a full page
/// @param link   to the list, with all parameters but the number of the page, which ends it
record ResultPage<T>(List<T> results, long total, int number, int size, String link) {

    ResultPage {
        results = List.copyOf(results);
    }

    /// Returns the only page of a list.
    static <T> ResultPage<T> whole(List<T> results) {
        return new ResultPage<>(results, results.size(), 1, Math.max(1, results.size()), "");
    }

    /// The link to the next page; empty if this is the last one.
    Optional<String> next() {
        return (long) number * size < total ? Optional.of(link + (number + 1)) : Optional.empty();
    }

    /// The link to the page before; empty if this is the first one.
    Optional<String> previous() {
        return number > 1 ? Optional.of(link + (number - 1)) : Optional.empty();
    }
}
