package dev.lamina.hub.catalog.repository;

import java.util.List;

/// A page of what was found.
///
/// @param total how many there are on all pages
public record SearchResult(List<RepositoryCard> cards, long total) {

    public SearchResult {
        cards = List.copyOf(cards);
    }
}
