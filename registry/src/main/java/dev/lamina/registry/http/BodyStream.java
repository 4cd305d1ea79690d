package dev.lamina.registry.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/// The body of an answer. Whoever reads it reads the socket. Read to its end, it gives its connection
/// back; closed earlier, it ends it.
final class BodyStream extends InputStream {

    private final Connection connection;
    private final Framing framing;

    /// Whether the connection is of use for another request after this one.
    private final boolean keeps;

    private boolean done;
    private boolean closed;

    BodyStream(Connection connection, Framing framing, boolean keeps) {
        this.connection = connection;
        this.framing = framing;
        this.keeps = keeps;
        finishIfComplete();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        if (length == 0) {
            return 0;
        }
        if (done) {
            return -1;
        }
        int count;
        try {
            count = framing.read(connection.input(), buffer, offset, length);
        } catch (IOException e) {
            close();
            throw explained(e);
        }
        if (count < 0) {
            finish();
        } else {
            finishIfComplete();
        }
        return count;
    }

    /// Gives up what has not arrived, and the connection with it.
    @Override
    public void close() {
        closed = true;
        if (!done) {
            done = true;
            connection.close();
        }
    }

    private void finishIfComplete() {
        if (framing.isComplete()) {
            finish();
        }
    }

    private void finish() {
        done = true;
        if (keeps && framing.isComplete()) {
            connection.release();
        } else {
            connection.close();
        }
    }

    private IOException explained(IOException failure) {
        if (Thread.currentThread().isInterrupted()) {
            return new InterruptedIOException("interrupted");
        }
        if (Silence.isTimeout(failure)) {
            return new IOException(
                    "nothing arrived for " + Silence.seconds(connection.idleTimeout()), failure);
        }
        return new IOException(Silence.message(failure), failure);
    }
}
