package dev.lamina.hub.blob;

import dev.lamina.image.Digest;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/// Keeps blobs by their digest, and uploads on their way to becoming blobs.
///
/// It knows neither repositories nor rights. Several processes may use one store at once; nothing
/// that matters is in the memory of any of them. The caller decides, under a lock that all
/// processes share, when a blob appears ([VerifiedUpload#publish]) and disappears ([#delete]).
public interface BlobStore extends AutoCloseable {

    /// Returns the handle of an upload, whether or not it exists.
    Upload upload(UUID id);

    /// Opens a blob; the caller closes it. A stream of it stays readable when the blob is deleted.
    /// A blob that was never published may be seen, too: the catalog knows which one counts.
    Optional<StoredBlob> open(Digest digest) throws IOException;

    /// Tells whether a blob is there and has the size that the catalog has: one that was cut short, by a
    /// disk or a hand, is as good as none.
    default boolean has(Digest digest, long size) throws IOException {
        try (StoredBlob found = open(digest).orElse(null)) {
            return found != null && found.size() == size;
        }
    }

    /// Removes a blob, if it is there.
    void delete(Digest digest) throws IOException;

    /// Shows every blob and every upload to a visitor, in no order. What comes or goes meanwhile
    /// may be shown or not.
    void visit(StoreVisitor visitor) throws IOException;

    /// Fails if the store is not there.
    void check() throws IOException;

    @Override
    void close();
}
