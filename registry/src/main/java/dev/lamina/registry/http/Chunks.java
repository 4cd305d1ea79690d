package dev.lamina.registry.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;

/// A body in chunks, each after its size (RFC 9112, 7.1). Extensions and trailers are read and dropped.
final class Chunks extends Framing {

    /// Digits of a size: 60 bits.
    private static final int MAX_DIGITS = 15;

    private long left;
    private boolean begun;
    private boolean complete;

    @Override
    int read(HttpInput in, byte[] buffer, int offset, int count) throws IOException {
        if (left == 0 && !complete) {
            next(in);
        }
        if (complete) {
            return -1;
        }
        int got = in.read(buffer, offset, (int) Math.min(count, left));
        if (got < 0) {
            throw new EOFException("the connection ended within a chunk");
        }
        left -= got;
        return got;
    }

    @Override
    boolean isComplete() {
        return complete;
    }

    private void next(HttpInput in) throws IOException {
        if (begun && (in.next() != '\r' || in.next() != '\n')) {
            throw new ProtocolException("chunk: expected an end of line after it, got more");
        }
        begun = true;
        left = size(in.line(HttpLimits.CHUNK_LINE, "chunk"));
        if (left == 0) {
            AnswerHead.fields(in);
            complete = true;
        }
    }

    /// Reads `SIZE[;EXTENSION...]`.
    private static long size(String line) throws ProtocolException {
        int end = 0;
        while (end < line.length() && Character.digit(line.charAt(end), 16) >= 0) {
            end++;
        }
        String rest = line.substring(end).strip();
        boolean hexadecimal = end > 0 && end <= MAX_DIGITS;
        if (!hexadecimal || !rest.isEmpty() && rest.charAt(0) != ';') {
            throw new ProtocolException(
                    "chunk, size: expected hexadecimal digits, got another form");
        }
        return Long.parseLong(line.substring(0, end), 16);
    }
}
