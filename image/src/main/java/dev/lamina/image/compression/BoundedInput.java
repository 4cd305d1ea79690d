package dev.lamina.image.compression;

import dev.lamina.image.ImageFormatException;

import java.io.IOException;
import java.io.InputStream;

/// Stops a decoder that makes too much of too little.
final class BoundedInput extends InputStream {

    private final InputStream tar;
    private final CountingInput compressed;
    private final DecoderLimits limits;
    private final String source;
    private long size;

    BoundedInput(InputStream tar, CountingInput compressed, DecoderLimits limits, String source) {
        this.tar = tar;
        this.compressed = compressed;
        this.limits = limits;
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = tar.read(buffer, offset, length);
        if (read > 0) {
            size += read;
            check();
        }
        return read;
    }

    private void check() throws ImageFormatException {
        if (size > limits.size()) {
            throw fault("layer: expected at most " + limits.size() + " bytes, got more");
        }
        if (size > limits.freeSize() && size / limits.ratio() > compressed.count()) {
            throw fault(
                    "layer: expected at most "
                            + limits.ratio()
                            + " bytes for each compressed one, got "
                            + size
                            + " for "
                            + compressed.count());
        }
    }

    private ImageFormatException fault(String fault) {
        return new ImageFormatException(source, compressed.count(), fault);
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
