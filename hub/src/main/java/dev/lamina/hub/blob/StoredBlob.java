package dev.lamina.hub.blob;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.util.Optional;

/// An open blob. Any number of threads may read it.
public interface StoredBlob extends AutoCloseable {

    /// The size in bytes.
    long size();

    /// Returns the file behind the blob, if there is one: it can be sent without being read.
    Optional<FileChannel> file();

    /// Returns an address from which clients shall fetch the blob themselves, if the store wants
    /// that. Whoever knows it can read the blob, for some minutes.
    default Optional<URI> link() {
        return Optional.empty();
    }

    /// Opens a stream of the `length` bytes from `offset` on. It is valid until the blob is closed.
    ///
    /// @throws dev.lamina.image.NotFoundException if the blob was removed since it was opened
    InputStream openStream(long offset, long length) throws IOException;

    @Override
    void close() throws IOException;
}
