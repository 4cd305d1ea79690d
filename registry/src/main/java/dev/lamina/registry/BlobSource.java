package dev.lamina.registry;

import java.io.IOException;
import java.io.InputStream;

/// Where the bytes of a blob to be pushed come from.
@FunctionalInterface
public interface BlobSource {

    /// Opens the bytes from `offset` on; the caller closes them. Called again when an upload is
    /// resumed or repeated.
    InputStream openStream(long offset) throws IOException;
}
