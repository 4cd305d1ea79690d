package dev.lamina.hub.web.frame;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The ways from one page of a list to the next ones.
///
/// @param previous the address of the page before, if there is one
/// @param next     the address of the page behind, if there is one
public record Turn(Optional<String> previous, Optional<String> next) {

    /// @param path    of the list
    /// @param queries that the list was asked with, besides the page
    /// @param page    that is shown, 1 for the first
    /// @param isLast  whether no other follows
    public static Turn of(String path, Map<String, String> queries, int page, boolean isLast) {
        return new Turn(
                page > 1 ? Optional.of(link(path, queries, page - 1)) : Optional.empty(),
                isLast ? Optional.empty() : Optional.of(link(path, queries, page + 1)));
    }

    private static String link(String path, Map<String, String> queries, int page) {
        var link = new StringBuilder(path);
        var all = new TreeMap<>(queries);
        all.put("page", Integer.toString(page));
        all.forEach(
                (name, value) -> {
                    if (!value.isEmpty()) {
                        link.append(link.indexOf("?") < 0 ? '?' : '&')
                                .append(name)
                                .append('=')
                                .append(Words.encoded(value));
                    }
                });
        return link.toString();
    }

    /// Reads the number of a page; 1 if it is none.
    public static int page(String text) {
        return text.matches("[1-9]\\d{0,4}") ? Integer.parseInt(text) : 1;
    }
}
