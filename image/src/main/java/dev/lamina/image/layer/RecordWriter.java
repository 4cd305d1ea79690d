package dev.lamina.image.layer;

import dev.lamina.image.Bytes;

import java.util.Arrays;

/// Bytes that grow, written as little-endian integers and runs of bytes.
final class RecordWriter {

    private byte[] array = new byte[1 << 12];
    private int size;

    int size() {
        return size;
    }

    byte[] array() {
        return array;
    }

    /// Returns what was written as an array of its own.
    byte[] toArray() {
        return Arrays.copyOf(array, size);
    }

    /// Begins again.
    void clear() {
        size = 0;
    }

    void u8(int value) {
        int at = reserve(1);
        array[at] = (byte) value;
    }

    void u16(int value) {
        int at = reserve(2);
        array[at] = (byte) value;
        array[at + 1] = (byte) (value >> 8);
    }

    void u32(long value) {
        int at = reserve(4);
        int bits = (int) value;
        array[at] = (byte) bits;
        array[at + 1] = (byte) (bits >> 8);
        array[at + 2] = (byte) (bits >> 16);
        array[at + 3] = (byte) (bits >> 24);
    }

    void i64(long value) {
        u32(value);
        u32(value >> 32);
    }

    void bytes(Bytes value) {
        int at = reserve(value.length());
        value.copyTo(array, at);
    }

    void zeros(int count) {
        int at = reserve(count);
        Arrays.fill(array, at, at + count, (byte) 0);
    }

    /// Makes room for `length` bytes, which may replace the array, and returns where.
    private int reserve(int length) {
        int at = size;
        if (length > array.length - at) {
            array = Arrays.copyOf(array, Math.max(2 * array.length, Math.addExact(at, length)));
        }
        size = at + length;
        return at;
    }
}
