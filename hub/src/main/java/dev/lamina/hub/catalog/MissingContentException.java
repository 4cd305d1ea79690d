package dev.lamina.hub.catalog;

import dev.lamina.image.Digest;

import java.io.IOException;
import java.util.List;

/// A manifest names blobs or manifests that its repository does not hold.
public final class MissingContentException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient List<Digest> missing;

    MissingContentException(Digest manifest, List<Digest> missing) {
        super("manifest " + manifest + ": expected all that it names, got none of " + missing);
        this.missing = List.copyOf(missing);
    }

    /// What is missing, in the order of the manifest.
    public List<Digest> missing() {
        return missing;
    }
}
