package dev.lamina.hub.catalog;

import dev.lamina.image.Digest;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The tags of repositories, and how they moved.
public interface Tags {

    /// Returns names of tags in lexical order without regard to case (distribution-spec 1.1,
    /// "Listing Tags").
    ///
    /// @param after only those after this name, which need not exist, if given
    /// @param limit at most so many
    /// @return empty if there is no such repository
    Optional<List<String>> list(RepositoryName repository, Optional<String> after, int limit)
            throws IOException;

    /// Moves a tag to a manifest that is in the repository; false if that is not there.
    ///
    /// @throws ImmutableTagException if a rule keeps it where it is
    boolean move(RepositoryName repository, String tag, Digest digest, Change change)
            throws IOException;

    /// Removes a tag, not its manifest; false if it is not there.
    ///
    /// @throws ImmutableTagException if a rule keeps it where it is
    /// @throws PreconditionException if it is not as the precondition says
    boolean delete(RepositoryName repository, String tag, Precondition precondition, Change change)
            throws IOException;

    /// Removes a tag, wherever it is, not its manifest; false if it is not there.
    ///
    /// @throws ImmutableTagException if a rule keeps it where it is
    default boolean delete(RepositoryName repository, String tag, Change change)
            throws IOException {
        return delete(repository, tag, Precondition.NONE, change);
    }

    /// Returns the moves of a tag, the newest first.
    ///
    /// @param limit at most so many
    List<TagMove> history(RepositoryName repository, String tag, int limit) throws IOException;
}
