package dev.lamina.engine.value.image;

import static java.util.Objects.requireNonNull;

import dev.lamina.image.Digest;
import dev.lamina.image.Reference;

/// The outcome of a pull.
///
/// @param reference what was asked for, with its default tag
/// @param digest    of the manifest or index that the reference names
/// @param imageId   the digest of the config
/// @param status    whether anything was new
public record PullResult(Reference reference, Digest digest, Digest imageId, Status status) {

    public PullResult {
        requireNonNull(reference, "reference");
        requireNonNull(digest, "digest");
        requireNonNull(imageId, "imageId");
        requireNonNull(status, "status");
    }

    /// Whether the store had the image under this reference already.
    public enum Status {
        NEW,
        UP_TO_DATE
    }
}
