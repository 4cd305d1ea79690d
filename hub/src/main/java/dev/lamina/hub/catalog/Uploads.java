package dev.lamina.hub.catalog;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Uploads in progress. Their bytes are in the blob store.
public interface Uploads {

    /// Adds an upload.
    void add(UUID id, RepositoryName repository, Instant now) throws IOException;

    /// Notes that an upload is alive; false if it is not there, or belongs to another repository.
    boolean touch(UUID id, RepositoryName repository, Instant now) throws IOException;

    /// Removes an upload, if it is there.
    void remove(UUID id) throws IOException;

    /// Removes the upload of the account that has most which was touched least lately, as far as that is
    /// written down (to the hour), so that another one finds room; empty if there is none.
    Optional<UUID> removeOldestOfMost() throws IOException;

    /// Returns how many uploads there are.
    long count() throws IOException;

    /// Returns how many uploads there are to the repositories of an account.
    long count(String account) throws IOException;
}
