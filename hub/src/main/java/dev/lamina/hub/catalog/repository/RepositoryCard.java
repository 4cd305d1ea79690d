package dev.lamina.hub.catalog.repository;

import dev.lamina.hub.catalog.RepositoryName;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A repository as a list shows it.
///
/// @param summary    one line of plain text; may be empty
/// @param pullCount  how often a manifest was sent in answer to a GET request, without image indexes;
///     some seconds late
/// @param lastPush   when a manifest was pushed last; empty before the first one
/// @param categories in order
/// @param platforms  `os/architecture`, in order
public record RepositoryCard(
        RepositoryName name,
        boolean isPublic,
        String summary,
        long starCount,
        long pullCount,
        Optional<Instant> lastPush,
        List<String> categories,
        List<String> platforms) {

    public RepositoryCard {
        categories = List.copyOf(categories);
        platforms = List.copyOf(platforms);
    }
}
