package dev.lamina.image.erofs;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// An output that knows where it is, and fills gaps with zeros.
final class PaddedOutput extends FilterOutputStream {

    private static final byte[] ZEROS = new byte[ErofsFormat.BLOCK_SIZE];

    private long position;

    PaddedOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
        position++;
    }

    @Override
    public void write(byte[] array, int offset, int length) throws IOException {
        out.write(array, offset, length);
        position += length;
    }

    /// Writes zeros up to a position, which was not passed yet.
    void padTo(long wanted) throws IOException {
        if (wanted < position) {
            throw new AssertionError("expected a position from " + position + " on: " + wanted);
        }
        while (position < wanted) {
            write(ZEROS, 0, (int) Math.min(ZEROS.length, wanted - position));
        }
    }
}
