package dev.lamina.hub.blob;

import java.io.IOException;

/// The blob store could not do what was asked: it is full, down or damaged.
public final class BlobStoreException extends IOException {

    private static final long serialVersionUID = 1L;

    /// Says so.
    public BlobStoreException(String what, Throwable cause) {
        this(what, String.valueOf(cause.getMessage()), cause);
    }

    /// Says so in other words than those of the cause.
    public BlobStoreException(String what, String reason, Throwable cause) {
        super("blob store, " + what + ": " + reason, cause);
    }
}
