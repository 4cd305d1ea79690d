package dev.lamina.registry;

import dev.lamina.image.Descriptor;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.NotFoundException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;

/// The bytes of a blob, exactly as many as its descriptor says. Where the connection breaks, it is
/// opened again from there on. What the bytes are is for the reader to verify.
final class BlobStream extends InputStream {

    private final Descriptor blob;
    private final Opener opener;
    private final RetryPolicy retry;
    private long position;
    private int failures;
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
        this.opener = opener;
        this.retry = retry;
        if (offset < blob.size()) {
            body = opener.open(offset);
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
        while (position < blob.size()) {
            int count = tryRead(buffer, offset, length);
            if (count > 0) {
                position += count;
                failures = 0;
                if (position == blob.size()) {
                    checkEnd();
                }
                return count;
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        if (body != null) {
            body.close();
            body = null;
        }
    }

    /// Returns 0 after a failure that may be repaired by trying again.
    private int tryRead(byte[] buffer, int offset, int length) throws IOException {
        try {
            InputStream in = body;
            if (in == null) {
                in = opener.open(position);
                body = in;
            }
            int wanted = (int) Math.min(length, blob.size() - position);
            int count = in.read(buffer, offset, wanted);
            if (count > 0) {
                return count;
            }
            // An orderly end, not a lost connection: the server has another blob.
            throw wrongSize(Long.toString(position));
        } catch (InterruptedIOException | NotFoundException e) {
            throw e;
        } catch (IOException e) {
            closeQuietly();
            failures++;
            Optional<Duration> wait = retry.afterSilence(failures);
            if (wait.isEmpty()) {
                throw e;
            }
            retry.sleep(wait.get());
            return 0;
        }
    }

    /// A server that has more to send has another blob.
    private void checkEnd() throws IOException {
        InputStream in = body;
        if (in == null) {
            return;
        }
        int more;
        try {
            more = in.read();
        } catch (IOException e) {
            more = -1;
        }
        close();
        if (more >= 0) {
            throw wrongSize("more");
        }
    }

    private ImageFormatException wrongSize(String got) {
        return new ImageFormatException(
                "blob " + blob.digest(),
                position,
                "size: expected " + blob.size() + " bytes, got " + got);
    }

    private void closeQuietly() {
        try {
            close();
        } catch (IOException e) {
            body = null;
        }
    }
}
