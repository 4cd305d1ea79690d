package dev.lamina.hub.catalog;

import dev.lamina.image.Digest;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// Which repository holds which blob. A blob can be read only through a repository that holds it.
public interface HeldBlobs {

    /// Returns the size of a blob that a repository holds; empty if it does not.
    OptionalLong size(RepositoryName repository, Digest digest) throws IOException;

    /// Notes that a client was told that the blob is there: it may be about to push a manifest that
    /// names it. Cheap unless the blob is in danger of being swept.
    void promise(RepositoryName repository, Digest digest, Instant now) throws IOException;

    /// Makes a repository hold a blob that has just arrived, and ends its upload. The repository
    /// comes into being with it.
    ///
    /// @param upload what the blob arrived by; [Uploads] need not know it
    /// @param publication makes the blob appear in the blob store; it runs while no process can
    ///     remove this blob
    /// @throws BlobInRemovalException if an old blob of this digest is being removed, and that takes
    ///     more than some seconds; the publication has not run
    void publish(
            RepositoryName repository,
            Digest digest,
            long size,
            UUID upload,
            Instant now,
            Step publication)
            throws IOException;

    /// Makes a repository hold a blob that another one holds; false if none does, or if it is not
    /// there.
    ///
    /// @param source   the other repository; empty means any public one
    /// @param presence whether the blob store has it; asked before anything changes
    boolean mount(
            RepositoryName repository,
            Digest digest,
            Optional<RepositoryName> source,
            Instant now,
            Presence presence)
            throws IOException;

    /// Ends a repository's hold on a blob.
    Release release(RepositoryName repository, Digest digest) throws IOException;

    /// What became of a wish to end a hold.
    enum Release {
        /// The repository no longer holds the blob.
        DONE,
        /// It never did.
        NOT_HELD,
        /// It still does, because one of its manifests names the blob.
        NEEDED
    }

    /// Tells whether the blob store has a blob of some size.
    @FunctionalInterface
    interface Presence {

        boolean has(Digest digest, long size) throws IOException;
    }

    /// Something to be done within a change of the catalog.
    @FunctionalInterface
    interface Step {

        void run() throws IOException;
    }
}
