package dev.lamina.hub.shelf;

import dev.lamina.hub.catalog.RepositoryName;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Finds repositories, and what they can be found by.
public interface Search {

    /// Finds repositories.
    SearchResult find(SearchQuery query, Sight sight) throws IOException;

    /// Returns names of repositories in order.
    ///
    /// @param after only those after this name, which need not exist, if given
    /// @param limit at most so many
    List<RepositoryName> names(Sight sight, Optional<String> after, int limit) throws IOException;

    /// Returns the categories of the repositories that somebody can see, in order.
    List<String> categories(Sight sight) throws IOException;

    /// Returns the platforms, `os/architecture`, that images of the repositories that
    /// somebody can see are for, in order.
    List<String> platforms(Sight sight) throws IOException;
}
