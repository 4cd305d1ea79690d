package dev.lamina.hub.ops;

import java.io.IOException;

/// Takes the lines of a log.
interface LogOutput extends AutoCloseable {

    /// Writes whole lines.
    void write(byte[] lines) throws IOException;

    /// Begins anew, if this is a file: whoever rotates logs has moved it away.
    void reopen() throws IOException;

    @Override
    void close() throws IOException;
}
