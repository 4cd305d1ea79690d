package dev.lamina.hub.shelf.tag;

import dev.lamina.hub.catalog.RepositoryName;

import java.io.IOException;
import java.util.List;

/// The rules of repositories about their tags.
public interface TagRules {

    /// Returns the patterns of tags that stay where they are, in order.
    List<String> of(RepositoryName repository) throws IOException;

    /// Replaces the patterns; false if there is no such repository. In a pattern, `*` stands for any
    /// characters, `?` for one.
    ///
    /// @throws IllegalArgumentException if a pattern could match no tag, or there are too many
    boolean set(RepositoryName repository, List<String> patterns) throws IOException;
}
