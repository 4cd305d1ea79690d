package dev.lamina.hub.blob;

import java.io.IOException;

/// An upload exceeds what a blob may have.
public final class BlobTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    /// Says so.
    public BlobTooLargeException(long maxSize) {
        super("blob, size: expected at most " + maxSize + " bytes, got more");
    }
}
