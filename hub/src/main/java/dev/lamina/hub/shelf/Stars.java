package dev.lamina.hub.shelf;

import dev.lamina.hub.catalog.RepositoryName;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/// Which account likes which repository. An account gives a repository one star.
public interface Stars {

    /// Gives a star; false if it is there already, or the repository is not.
    boolean add(RepositoryName repository, String account, Instant now) throws IOException;

    /// Takes a star back; false if there is none.
    boolean remove(RepositoryName repository, String account) throws IOException;

    boolean has(RepositoryName repository, String account) throws IOException;

    /// Returns what an account likes, the newest star first.
    List<RepositoryName> of(String account, int limit) throws IOException;
}
