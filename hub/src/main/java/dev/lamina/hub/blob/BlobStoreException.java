package dev.lamina.hub.blob;

import java.io.IOException;

/// The blob store could not do what was asked: it is full, down or damaged.
public final class BlobStoreException extends IOException {

    private static final long serialVersionUID = 1L;

    /// Says so.
    public BlobStoreException(String what, Throwable cause) {
        super("blob store, " + what + ": " + cause.getMessage(), cause);
    }
}
