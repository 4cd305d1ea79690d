package dev.lamina.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.util.Optional;

/// Where the bytes of a blob to be pushed come from.
@FunctionalInterface
public interface BlobSource {

    /// Opens the bytes from `offset` on; the caller closes them. Called again when an upload is
    /// resumed or repeated.
    InputStream openStream(long offset) throws IOException;

    /// Opens a file that has just these bytes, if they are in one: the kernel can send it by itself. The
    /// caller closes it.
    default Optional<FileChannel> openFile() throws IOException {
        return Optional.empty();
    }
}
