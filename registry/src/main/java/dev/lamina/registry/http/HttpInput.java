package dev.lamina.registry.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// Reads lines and bytes of a connection. What is asked for in large pieces comes straight from the
/// socket, without a copy here.
final class HttpInput {

    private static final int SIZE = 8 << 10;

    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[SIZE];
    private int position;
    private int limit;

    /// When what is read now must be here; counts while it is hurried.
    private long deadline;

    private boolean hurried;

    HttpInput(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /// Limits the time for all that is read until [#unhurried]: a byte now and then is not enough.
    void hurry(Duration limit) {
        deadline = System.nanoTime() + limit.toNanos();
        hurried = true;
    }

    /// Limits the time for each read from now on.
    void unhurried(Duration limit) throws IOException {
        hurried = false;
        socket.setSoTimeout(millis(limit));
    }

    private static int millis(Duration duration) {
        return Math.clamp(duration.toMillis(), 1, Integer.MAX_VALUE);
    }

    /// Tells whether something is here that nobody has read.
    boolean hasBuffered() {
        return position < limit;
    }

    /// Waits until something is here.
    ///
    /// @return false if the connection has ended instead
    boolean await() throws IOException {
        if (position < limit) {
            return true;
        }
        int count = receive(buffer, 0, SIZE);
        position = 0;
        limit = Math.max(0, count);
        return count > 0;
    }

    /// Returns the next byte; negative at the end.
    int next() throws IOException {
        return await() ? buffer[position++] & 0xff : -1;
    }

    /// Reads some bytes; negative at the end.
    int read(byte[] target, int offset, int length) throws IOException {
        if (position == limit && length >= SIZE) {
            return receive(target, offset, length);
        }
        if (!await()) {
            return -1;
        }
        int count = Math.min(length, limit - position);
        System.arraycopy(buffer, position, target, offset, count);
        position += count;
        return count;
    }

    private int receive(byte[] target, int offset, int length) throws IOException {
        if (hurried) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.isNegative()) {
                throw new SocketTimeoutException("too slow");
            }
            socket.setSoTimeout(millis(left));
        }
        return in.read(target, offset, length);
    }

    /// Reads a line; its end, CR LF or LF alone (RFC 9112, 2.2), is left out.
    ///
    /// @param where names the line in messages
    /// @throws ProtocolException if it is too long, or has control characters: a CR or a NUL within a line is read by
    ///     others in other ways
    /// @throws EOFException      if the connection ends within it
    String line(int most, String where) throws IOException {
        var line = new StringBuilder(80);
        while (true) {
            int next = next();
            if (next < 0) {
                throw new EOFException("the connection ended within " + where);
            }
            if (next == '\n') {
                break;
            }
            if (line.length() == most) {
                throw new ProtocolException(
                        where + ": expected at most " + most + " bytes in a line, got more");
            }
            line.append((char) next);
        }
        int end = line.length();
        if (end > 0 && line.charAt(end - 1) == '\r') {
            line.setLength(end - 1);
        }
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7f) {
                throw new ProtocolException(
                        where
                                + ": expected no control characters, got 0x"
                                + Integer.toHexString(c));
            }
        }
        return line.toString();
    }
}
