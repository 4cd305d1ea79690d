package dev.lamina.hub.catalog.content;

import dev.lamina.image.Digest;

import java.io.IOException;
import java.util.List;

/// A manifest names blobs or manifests that its repository does not hold.
public final class MissingContentException extends IOException {

    private static final long serialVersionUID = 1L;

    /// So many are named in the message.
    private static final int MAX_NAMED = 10;

    private final transient List<Digest> missing;

    public MissingContentException(Digest manifest, List<Digest> missing) {
        super(
                "manifest "
                        + manifest
                        + ": expected all that it names, got none of "
                        + missing.subList(0, Math.min(MAX_NAMED, missing.size()))
                        + (missing.size() > MAX_NAMED
                                ? " and " + (missing.size() - MAX_NAMED) + " more"
                                : ""));
        this.missing = List.copyOf(missing);
    }

    /// What is missing, in the order of the manifest.
    public List<Digest> missing() {
        return missing;
    }
}
