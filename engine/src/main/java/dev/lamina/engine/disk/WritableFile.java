package dev.lamina.engine.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/// A file of the store while it is written, from front to back, by one thread.
public interface WritableFile extends WritableByteChannel {

    /// Writes all remaining bytes of the buffer.
    ///
    /// @return how many bytes those were
    @Override
    int write(ByteBuffer source) throws IOException;

    /// Returns when all written bytes would survive a power cut. Another thread may call this
    /// during a write, to have the disk begin early.
    void force() throws IOException;
}
