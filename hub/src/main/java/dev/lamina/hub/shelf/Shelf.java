package dev.lamina.hub.shelf;

import dev.lamina.hub.catalog.RepositoryName;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// What people see of repositories. Who may see or change what is not decided here.
public interface Shelf {

    /// Returns a repository.
    Optional<RepositoryPage> find(RepositoryName repository) throws IOException;

    /// Creates a repository without content; false if there is one of that name. The first push
    /// creates one too, a public one.
    ///
    /// @throws dev.lamina.hub.catalog.ReservedNameException if nobody may make one of that name
    boolean create(RepositoryName repository, boolean isPublic, Instant now) throws IOException;

    /// Replaces what is said about a repository; false if there is none.
    ///
    /// @throws RefusedTextException if a text is not as it may be
    boolean describe(RepositoryName repository, RepositoryTexts texts) throws IOException;

    /// Shows a repository to all, or hides it; false if there is none.
    boolean setPublic(RepositoryName repository, boolean isPublic) throws IOException;

    /// Removes a repository with its tags, manifests, stars and history; false if there is none. Its
    /// blobs stay until a sweep.
    boolean delete(RepositoryName repository) throws IOException;
}
