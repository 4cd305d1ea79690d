package dev.lamina.registry.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.List;

/// Where the body of an answer ends (RFC 9112, 6.3). Whatever could be read in two ways is refused.
abstract class Framing {

    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    /// Reads some bytes of the body; negative at its end.
    abstract int read(HttpInput in, byte[] buffer, int offset, int length) throws IOException;

    /// Tells whether all of the body was read, so that another answer may follow.
    abstract boolean isComplete();

    /// Finds the framing of an answer.
    ///
    /// @throws ProtocolException if it is not clear
    static Framing of(String method, AnswerHead head) throws ProtocolException {
        List<String> codings = head.headers().members("Transfer-Encoding");
        List<String> lengths = head.headers().members("Content-Length");
        if (method.equals("HEAD") || head.status() == NO_CONTENT || head.status() == NOT_MODIFIED) {
            return new Counted(0);
        }
        if (!codings.isEmpty()) {
            if (!lengths.isEmpty()) {
                throw new ProtocolException(
                        "header: expected Content-Length or Transfer-Encoding, got both");
            }
            if (head.minor() == 0
                    || codings.size() != 1
                    || !codings.getFirst().equalsIgnoreCase("chunked")) {
                throw new ProtocolException(
                        "header Transfer-Encoding: expected chunked, got something else");
            }
            return new Chunks();
        }
        return lengths.isEmpty() ? new UntilEnd() : new Counted(length(lengths));
    }

    /// The same length may be said several times.
    private static long length(List<String> said) throws ProtocolException {
        String first = said.getFirst();
        boolean number = !first.isEmpty() && first.length() <= 18;
        for (int i = 0; i < first.length() && number; i++) {
            number = first.charAt(i) >= '0' && first.charAt(i) <= '9';
        }
        for (String other : said) {
            if (!number || !other.equals(first)) {
                throw new ProtocolException(
                        "header Content-Length: expected one number, got something else");
            }
        }
        return Long.parseLong(first);
    }

    /// A body whose length was said.
    private static final class Counted extends Framing {

        private final long length;
        private long left;

        Counted(long length) {
            this.length = length;
            this.left = length;
        }

        @Override
        int read(HttpInput in, byte[] buffer, int offset, int count) throws IOException {
            if (left == 0) {
                return -1;
            }
            int got = in.read(buffer, offset, (int) Math.min(count, left));
            if (got < 0) {
                throw new EOFException(
                        "the connection ended after %d of %d bytes"
                                .formatted(length - left, length));
            }
            left -= got;
            return got;
        }

        @Override
        boolean isComplete() {
            return left == 0;
        }
    }

    /// A body that ends with its connection.
    private static final class UntilEnd extends Framing {

        @Override
        int read(HttpInput in, byte[] buffer, int offset, int count) throws IOException {
            return in.read(buffer, offset, count);
        }

        @Override
        boolean isComplete() {
            return false;
        }
    }
}
