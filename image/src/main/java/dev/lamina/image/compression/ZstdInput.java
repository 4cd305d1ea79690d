package dev.lamina.image.compression;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;

import dev.lamina.image.ImageFormatException;

import java.io.IOException;
import java.io.InputStream;

/// Decodes a zstd stream of any number of frames, skippable ones among them (RFC 8878).
///
/// The window may have 128 MiB, the most that the zstd program decodes unless told otherwise.
final class ZstdInput extends InputStream {

    private final CountingInput compressed;
    private final ZstdInputStreamNoFinalizer frames;
    private final String source;

    ZstdInput(CountingInput compressed, String source) throws IOException {
        this.compressed = compressed;
        this.frames = new ZstdInputStreamNoFinalizer(compressed);
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            int read = 0;
            while (read == 0) {
                read = frames.read(buffer, offset, length);
            }
            return read;
        } catch (ZstdIOException e) {
            throw new ImageFormatException(source, compressed.count(), "zstd: " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        frames.close();
    }
}
