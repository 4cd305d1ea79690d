package dev.lamina.hub.shelf;

import java.io.IOException;
import java.util.List;

/// Finds repositories, and what they can be found by.
public interface Search {

    /// Finds repositories.
    SearchResult find(SearchQuery query, Sight sight) throws IOException;

    /// Returns the categories in use, in order.
    List<String> categories() throws IOException;

    /// Returns the platforms, `os/architecture`, that images are there for, in order.
    List<String> platforms() throws IOException;
}
