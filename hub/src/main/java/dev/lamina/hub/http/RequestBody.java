package dev.lamina.hub.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/// A request body whose failures can be told from those of our own disk, and which gives up slow
/// clients.
final class RequestBody extends FilterInputStream {

    private final LongSupplier nanoClock;
    private final long start;
    private long count;

    RequestBody(InputStream in) {
        this(in, System::nanoTime);
    }

    RequestBody(InputStream in, LongSupplier nanoClock) {
        super(in);
        this.nanoClock = nanoClock;
        this.start = nanoClock.getAsLong();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read;
        try {
            read = super.read(buffer, offset, length);
        } catch (IOException | RuntimeException e) {
            throw new ClientGoneException(e);
        }
        count += Math.max(read, 0);
        checkRate();
        return read;
    }

    private void checkRate() throws ClientGoneException {
        long nanos = nanoClock.getAsLong() - start;
        if (nanos > HttpLimits.SLOW_START.toNanos()
                && count < HttpLimits.MIN_REQUEST_RATE * (nanos / 1_000_000_000)) {
            throw new ClientGoneException(
                    new IOException(
                            "expected at least "
                                    + HttpLimits.MIN_REQUEST_RATE
                                    + " bytes a second, got "
                                    + count
                                    + " bytes in "
                                    + nanos / 1_000_000_000
                                    + " s"));
        }
    }
}
