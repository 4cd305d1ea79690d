package dev.lamina.hub.shelf.tag;

import dev.lamina.hub.catalog.Change;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.TagMove;
import dev.lamina.image.Digest;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The tags of repositories as people see them, and their history.
public interface TagShelf {

    /// Returns a page of tags: `latest` first, then as versions, the highest first.
    ///
    /// @param text only those whose name contains it; may be empty
    TagPage page(RepositoryName repository, String text, int offset, int limit) throws IOException;

    /// Returns one tag.
    Optional<TagRow> find(RepositoryName repository, String tag) throws IOException;

    /// Returns the tags that are there with their last moves, the last moved first.
    List<NamedTagMove> newest(RepositoryName repository, int limit) throws IOException;

    /// Returns the moves of all tags of a repository, the newest first.
    List<NamedTagMove> moves(RepositoryName repository, int limit) throws IOException;

    /// Returns the moves of a tag, the newest first.
    List<TagMove> moves(RepositoryName repository, String tag, int limit) throws IOException;

    /// Returns the last move of a tag up to a time, which says what it named then; empty if it had not
    /// been there yet. The manifest may have been deleted since.
    Optional<TagMove> at(RepositoryName repository, String tag, Instant time) throws IOException;

    /// Moves a tag to a manifest that is in the repository; false if that is not there.
    ///
    /// @throws dev.lamina.hub.catalog.ImmutableTagException if a rule keeps it where it is
    boolean move(RepositoryName repository, String tag, Digest digest, Change change)
            throws IOException;
}
