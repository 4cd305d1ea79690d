package dev.lamina.registry;

import dev.lamina.image.Descriptor;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.NotFoundException;
import dev.lamina.registry.http.NoAnswerException;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;

/// The bytes of a blob, exactly as many as its descriptor says. Where the connection breaks, it is
/// opened again from there on. What the bytes are is for the reader to verify.
final class BlobStream extends InputStream {

    /// What must have arrived for earlier breaks to be forgotten: a server that sends a byte a
    /// connection is not worth waiting for.
    private static final long PROGRESS = 64 << 10;

    private final Descriptor blob;
    private final Opener opener;
    private final RetryPolicy retry;
    private long position;
    private long lastBreak;
    private int breaks;
    private @Nullable InputStream body;

    /// Opens the bytes from an offset on, at whichever server has them.
    @FunctionalInterface
    interface Opener {

        InputStream open(long offset) throws IOException;
    }

    BlobStream(Descriptor blob, long offset, Opener opener, RetryPolicy retry) throws IOException {
        if (offset < 0 || offset > blob.size()) {
            throw new IllegalArgumentException(
                    "offset: expected 0 to " + blob.size() + ", got " + offset);
        }
        this.blob = blob;
        this.position = offset;
        this.lastBreak = offset;
        this.opener = opener;
        this.retry = retry;
        if (offset < blob.size()) {
            body = open();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == blob.size()) {
            return -1;
        }
        int wanted = (int) Math.min(length, blob.size() - position);
        while (true) {
            InputStream in = body == null ? open() : body;
            body = in;
            try {
                int count = in.read(buffer, offset, wanted);
                if (count < 0) {
                    throw new EOFException(
                            "size: expected " + blob.size() + " bytes, got " + position);
                }
                position += count;
                if (position == blob.size()) {
                    checkEnd(in);
                }
                return count;
            } catch (InterruptedIOException | ImageFormatException e) {
                throw e;
            } catch (IOException e) {
                waitAfter(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (body != null) {
            body.close();
            body = null;
        }
    }

    /// Opens what is missing. A server may break off before that, too.
    private InputStream open() throws IOException {
        while (true) {
            try {
                return opener.open(position);
            } catch (InterruptedIOException | NotFoundException | ImageFormatException e) {
                throw e;
            } catch (RegistryException e) {
                if (!(e.getCause() instanceof NoAnswerException)) {
                    throw e;
                }
                waitAfter(e);
            } catch (IOException e) {
                waitAfter(e);
            }
        }
    }

    private void waitAfter(IOException failure) throws IOException {
        close();
        breaks = position - lastBreak >= PROGRESS ? 1 : breaks + 1;
        lastBreak = position;
        NoAnswerException.Kind kind = NoAnswerException.Kind.BROKEN;
        String reason = failure.getMessage();
        if (failure.getCause() instanceof NoAnswerException silence) {
            kind = silence.kind();
            reason = silence.reason();
        }
        Optional<Duration> wait = retry.afterSilence(kind, breaks);
        if (wait.isPresent()) {
            retry.sleep(wait.get(), breaks, String.valueOf(reason));
        } else if (kind == NoAnswerException.Kind.BROKEN) {
            // Whether the answer had begun is a matter of microseconds, and not the user's.
            throw new IOException("blob " + blob.digest() + ": " + reason, failure);
        } else {
            throw failure;
        }
    }

    /// A server that has more to send has another blob.
    private void checkEnd(InputStream in) throws IOException {
        int more;
        try {
            more = in.read();
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            more = -1;
        }
        close();
        if (more >= 0) {
            throw new ImageFormatException(
                    "blob " + blob.digest(),
                    position,
                    "size: expected " + blob.size() + " bytes, got more");
        }
    }
}
