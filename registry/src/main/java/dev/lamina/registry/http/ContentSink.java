package dev.lamina.registry.http;

import java.io.IOException;
import java.nio.channels.FileChannel;

/// Takes the bytes of a request's body. Each call returns when the network has taken them.
public interface ContentSink {

    void write(byte[] buffer, int offset, int length) throws IOException;

    /// Takes bytes of a file; where nothing is encrypted, the kernel moves them (`sendfile(2)`).
    ///
    /// @return how many; 0 at the end of the file
    /// @throws IOException if the network fails, or the file
    long write(FileChannel file, long position, long count) throws IOException;
}
