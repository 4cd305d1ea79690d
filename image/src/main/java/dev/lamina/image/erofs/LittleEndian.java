package dev.lamina.image.erofs;

/// Little-endian integers in byte arrays.
final class LittleEndian {

    private LittleEndian() {}

    static void putShort(byte[] array, int at, int value) {
        array[at] = (byte) value;
        array[at + 1] = (byte) (value >>> 8);
    }

    static void putInt(byte[] array, int at, int value) {
        putShort(array, at, value);
        putShort(array, at + 2, value >>> 16);
    }

    static void putLong(byte[] array, int at, long value) {
        putInt(array, at, (int) value);
        putInt(array, at + 4, (int) (value >>> 32));
    }

    static int getShort(byte[] array, int at) {
        return array[at] & 0xff | (array[at + 1] & 0xff) << 8;
    }

    static int getInt(byte[] array, int at) {
        return getShort(array, at) | getShort(array, at + 2) << 16;
    }

    static long getLong(byte[] array, int at) {
        return getInt(array, at) & 0xFFFF_FFFFL | (long) getInt(array, at + 4) << 32;
    }
}
