package dev.lamina.hub.catalog.content;

import dev.lamina.image.Digest;

import java.io.IOException;

/// A blob cannot be published, because a sweep is just removing an old one of its digest.
public final class BlobInRemovalException extends IOException {

    private static final long serialVersionUID = 1L;

    public BlobInRemovalException(Digest digest) {
        super("blob " + digest + ": an old one is being removed; try again");
    }
}
