package dev.lamina.hub.ops;

import java.io.IOException;
import java.io.OutputStream;

/// A log in a stream that belongs to somebody else.
record LogStream(OutputStream out) implements LogOutput {

    @Override
    public void write(byte[] lines) throws IOException {
        out.write(lines);
        out.flush();
    }

    @Override
    public void reopen() {
        // A stream cannot be moved away.
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
