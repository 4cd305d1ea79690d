package dev.lamina.hub.blob;

import java.io.IOException;

/// An upload whose bytes are complete, verified and on disk, but not yet a blob.
public interface VerifiedUpload extends AutoCloseable {

    /// The size in bytes.
    long size();

    /// Makes the upload a blob: it appears whole, and survives a power cut from here on. A blob of
    /// the same digest that is there already is the same bytes. The upload is gone afterwards.
    void publish() throws IOException;

    /// Releases the upload; without [#publish] it stays as it was.
    @Override
    void close() throws IOException;
}
