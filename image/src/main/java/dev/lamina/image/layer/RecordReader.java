package dev.lamina.image.layer;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;

/// A run of bytes, read as little-endian integers and runs of bytes, never beyond its end.
final class RecordReader {

    private final byte[] array;
    private final String source;

    /// The start of the array in the source.
    private final long base;

    private int position;

    RecordReader(byte[] array, String source, long base) {
        this(array, 0, source, base);
    }

    /// Reads an array from a position on.
    RecordReader(byte[] array, int position, String source, long base) {
        this.array = array;
        this.position = position;
        this.source = source;
        this.base = base;
    }

    int position() {
        return position;
    }

    int remaining() {
        return array.length - position;
    }

    int u8() throws ImageFormatException {
        return array[advance(1)] & 0xff;
    }

    int u16() throws ImageFormatException {
        int at = advance(2);
        return array[at] & 0xff | (array[at + 1] & 0xff) << 8;
    }

    int i32() throws ImageFormatException {
        int at = advance(4);
        return array[at] & 0xff
                | (array[at + 1] & 0xff) << 8
                | (array[at + 2] & 0xff) << 16
                | array[at + 3] << 24;
    }

    long u32() throws ImageFormatException {
        return i32() & 0xFFFF_FFFFL;
    }

    long i64() throws ImageFormatException {
        long low = u32();
        return low | (long) i32() << 32;
    }

    Bytes bytes(int length) throws ImageFormatException {
        int at = advance(length);
        return Bytes.of(array, at, length);
    }

    private int advance(int length) throws ImageFormatException {
        int at = position;
        if (length > array.length - at) {
            throw fault("record: expected " + length + " more bytes, got " + (array.length - at));
        }
        position = at + length;
        return at;
    }

    /// Makes an error about the place that was just read.
    ImageFormatException fault(String fault) {
        return new ImageFormatException(source, base + position, fault);
    }
}
