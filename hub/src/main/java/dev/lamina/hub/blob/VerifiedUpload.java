package dev.lamina.hub.blob;

import java.io.IOException;

/// An upload whose bytes are complete, verified and on disk, but not yet a blob.
public interface VerifiedUpload extends AutoCloseable {

    /// The size in bytes.
    long size();

    /// Makes the upload a blob: it appears whole, and survives a power cut from here on. A blob of
    /// the same digest that is there already is the same bytes. The upload is gone afterwards.
    void publish() throws IOException;

    /// Makes the upload again of the blob that it became, because the catalog could not record it: so
    /// that the client can try once more. The blob stays; a sweep removes it if nobody needs it.
    /// Without [#publish] it does nothing.
    void takeBack() throws IOException;

    /// Releases the upload; without [#publish] it stays as it was.
    @Override
    void close() throws IOException;
}
