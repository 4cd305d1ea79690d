package dev.lamina.hub.catalog.repository;

import dev.lamina.hub.catalog.RepositoryName;

import java.util.Set;

/// Which repositories somebody can see: the public ones, and these.
///
/// @param isAll        whether nothing is hidden
/// @param accounts     whose repositories are all seen
/// @param repositories seen one by one
public record Sight(boolean isAll, Set<String> accounts, Set<RepositoryName> repositories) {

    /// Sees what is public.
    public static final Sight PUBLIC = new Sight(false, Set.of(), Set.of());

    /// Sees everything.
    public static final Sight ALL = new Sight(true, Set.of(), Set.of());

    public Sight {
        accounts = Set.copyOf(accounts);
        repositories = Set.copyOf(repositories);
    }
}
