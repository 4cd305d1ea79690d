package dev.lamina.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A request body whose failures can be told from those of our own disk, and which tells how fast
/// it comes.
final class RequestBody extends FilterInputStream {

    private final Pace pace;

    RequestBody(InputStream in, Pace pace) {
        super(in);
        this.pace = pace;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = 0;
        pace.beginReceiving();
        try {
            read = super.read(buffer, offset, length);
            return read;
        } catch (IOException | RuntimeException e) {
            throw new ClientGoneException(e);
        } finally {
            pace.endReceiving(Math.max(read, 0));
        }
    }
}
