package dev.lamina.image.erofs;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;

import java.util.BitSet;

/// The bytes of an EROFS image while it is read. Every byte can be read once; what nobody has read
/// in the end must be zero.
final class ImageBytes {

    private final byte[] image;
    private final String source;
    private final BitSet read;

    ImageBytes(byte[] image, String source) {
        this.image = image;
        this.source = source;
        this.read = new BitSet(image.length);
    }

    int length() {
        return image.length;
    }

    int u8(long at) throws ImageFormatException {
        return image[claim(at, 1)] & 0xff;
    }

    int u16(long at) throws ImageFormatException {
        return LittleEndian.getShort(image, claim(at, 2));
    }

    int s32(long at) throws ImageFormatException {
        return LittleEndian.getInt(image, claim(at, 4));
    }

    long u32(long at) throws ImageFormatException {
        return s32(at) & 0xFFFF_FFFFL;
    }

    long s64(long at) throws ImageFormatException {
        return LittleEndian.getLong(image, claim(at, 8));
    }

    Bytes bytes(long at, int length) throws ImageFormatException {
        return Bytes.of(image, claim(at, length), length);
    }

    /// Returns how many bytes from a position on are not zero, without reading them; at most `limit`.
    int lengthToZero(long at, int limit) throws ImageFormatException {
        checkInside(at, limit);
        int length = 0;
        while (length < limit && image[(int) at + length] != 0) {
            length++;
        }
        return length;
    }

    int superblockChecksum() {
        return Superblock.checksum(image);
    }

    /// Checks that what nobody has read is zero.
    void checkRest() throws ImageFormatException {
        for (int i = read.nextClearBit(0); i < image.length; i = read.nextClearBit(i + 1)) {
            check(0, image[i], i, "reserved byte");
        }
    }

    void check(long expected, long got, long at, String what) throws ImageFormatException {
        if (expected != got) {
            throw fault(at, what + ": expected " + expected + ", got " + got);
        }
    }

    ImageFormatException fault(long at, String fault) {
        return new ImageFormatException(source, at, fault);
    }

    private int claim(long at, int length) throws ImageFormatException {
        checkInside(at, length);
        int from = (int) at;
        int next = read.nextSetBit(from);
        if (next >= 0 && next < from + length) {
            throw fault(at, "expected no byte to be part of two records, got one at " + next);
        }
        read.set(from, from + length);
        return from;
    }

    private void checkInside(long at, int length) throws ImageFormatException {
        if (at < 0 || length < 0 || at > image.length - length) {
            throw fault(at, "expected " + length + " more bytes, got the end");
        }
    }
}
