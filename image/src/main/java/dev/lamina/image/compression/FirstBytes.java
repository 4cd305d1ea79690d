package dev.lamina.image.compression;

import dev.lamina.image.Compression;
import dev.lamina.image.ImageFormatException;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;

/// Tells by its first bytes how a layer is compressed. Labels of builders and registries are wrong now
/// and then; containerd, Docker and podman go by the bytes too, and what a layer must contain its
/// diffID says.
final class FirstBytes {

    /// The length of the longest of the beginnings below.
    private static final int COUNT = 10;

    /// RFC 1952, "Member header and trailer", with deflate, the only method there is.
    private static final byte[] GZIP = {0x1f, (byte) 0x8b, 8};

    /// RFC 8878, "Zstandard Frames".
    private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

    /// RFC 8878, "Skippable Frames": the first byte is 0x50 to 0x5f.
    private static final byte[] ZSTD_SKIPPABLE = {0x50, 0x2a, 0x4d, 0x18};

    private static final byte[] XZ = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};

    /// `BZh`, the size of blocks, and the beginning of the first block, or of the end of an empty file.
    private static final byte[] BZIP2 = {'B', 'Z', 'h', 0, '1', 'A', 'Y', '&', 'S', 'Y'};

    private static final byte[] EMPTY_BZIP2 = {
        'B', 'Z', 'h', 0, 0x17, 'r', 'E', '8', 'P', (byte) 0x90
    };

    private final byte[] bytes;

    private FirstBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Reads the first bytes of a stream, and puts them back.
    static FirstBytes peek(PushbackInputStream in) throws IOException {
        byte[] bytes = in.readNBytes(COUNT);
        in.unread(bytes);
        return new FirstBytes(bytes);
    }

    /// Returns a stream into which the first bytes can be put back.
    static PushbackInputStream peekable(InputStream in) {
        return new PushbackInputStream(in, COUNT);
    }

    /// Returns the compression. What has no beginning that is known here is not compressed, and so is
    /// an empty layer.
    ///
    /// @throws ImageFormatException if it is one that is not read here
    Compression compression(String source) throws ImageFormatException {
        if (beginWith(GZIP, 0, 0xff)) {
            return Compression.GZIP;
        }
        if (beginWith(ZSTD, 0, 0xff) || beginWith(ZSTD_SKIPPABLE, 0, 0xf0)) {
            return Compression.ZSTD;
        }
        if (beginWith(XZ, 0, 0xff)) {
            throw unread(source, "xz");
        }
        if (beginWith(BZIP2, 3, 0) || beginWith(EMPTY_BZIP2, 3, 0)) {
            throw unread(source, "bzip2");
        }
        return Compression.NONE;
    }

    /// @param open which byte may differ
    /// @param mask the bits in which it may not
    private boolean beginWith(byte[] beginning, int open, int mask) {
        if (bytes.length < beginning.length) {
            return false;
        }
        byte[] masked = Arrays.copyOf(bytes, beginning.length);
        masked[open] &= (byte) mask;
        return Arrays.equals(masked, beginning);
    }

    private static ImageFormatException unread(String source, String name) {
        return new ImageFormatException(
                source, 0, "compression: expected gzip, zstd or none, got " + name);
    }
}
