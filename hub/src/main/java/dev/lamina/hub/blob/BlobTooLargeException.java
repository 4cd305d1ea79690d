package dev.lamina.hub.blob;

import java.io.IOException;

/// An upload exceeds what a blob may have.
public final class BlobTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    /// Says so.
    ///
    /// @param maxSize in bytes
    public BlobTooLargeException(long maxSize) {
        super("blob, size: expected at most " + maxSize + " bytes, got more");
    }

    private BlobTooLargeException(String message) {
        super(message);
    }

    /// Returns what to throw when an upload comes in too many pieces.
    public static BlobTooLargeException ofPieces(int max) {
        return new BlobTooLargeException("blob, pieces: expected at most " + max + ", got more");
    }
}
