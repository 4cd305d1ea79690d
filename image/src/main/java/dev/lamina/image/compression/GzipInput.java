package dev.lamina.image.compression;

import dev.lamina.image.ImageFormatException;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;

/// Inflates a gzip stream of one member or more.
///
/// What follows the last member may only be zeros, which gzip itself passes over without a word;
/// anything else is refused, as Go does.
final class GzipInput extends InputStream {

    private static final int BUFFER_SIZE = 64 << 10;

    private final CountingInput compressed;
    private final GzipDecoder decoder;
    private final String source;
    private final byte[] buffer = new byte[BUFFER_SIZE];

    /// The end of the part of the buffer that the last read filled.
    private int bufferEnd;

    private boolean ended;

    GzipInput(CountingInput compressed, GzipDecoder decoder, String source) {
        this.compressed = compressed;
        this.decoder = decoder;
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            int count = decode(target, offset, length);
            if (count > 0) {
                return count;
            }
            if (decoder.isMemberEnded()) {
                endMember();
            } else if (decoder.remainingInput() == 0 && !fill()) {
                throw fault("gzip: expected more data, got its end");
            }
        }
        return -1;
    }

    private int decode(byte[] target, int offset, int length) throws ImageFormatException {
        try {
            return decoder.decode(target, offset, length);
        } catch (DataFormatException e) {
            throw fault(e.getMessage() == null ? "gzip: damaged" : e.getMessage());
        }
    }

    private void endMember() throws IOException {
        if (decoder.remainingInput() == 0 && !fill()) {
            ended = true;
        } else if (buffer[bufferEnd - decoder.remainingInput()] == 0) {
            requireZeros();
            ended = true;
        } else {
            decoder.nextMember();
        }
    }

    private void requireZeros() throws IOException {
        int start = bufferEnd - decoder.remainingInput();
        do {
            for (int i = start; i < bufferEnd; i++) {
                if (buffer[i] != 0) {
                    throw fault("gzip: expected zeros to the end, got a byte " + buffer[i]);
                }
            }
            start = 0;
            bufferEnd = compressed.read(buffer, 0, buffer.length);
        } while (bufferEnd > 0);
    }

    private boolean fill() throws IOException {
        bufferEnd = compressed.read(buffer, 0, buffer.length);
        if (bufferEnd <= 0) {
            return false;
        }
        decoder.setInput(buffer, 0, bufferEnd);
        return true;
    }

    private ImageFormatException fault(String fault) {
        return new ImageFormatException(
                source, compressed.count() - decoder.remainingInput(), fault);
    }

    @Override
    public void close() {
        decoder.close();
    }
}
