package dev.lamina.image.tar;

/// A number in a tar header: octal digits, or base 256 if the first bit is set.
final class TarNumber {

    /// Stands for a field that holds no number. No field may hold this value: base 256 is limited
    /// to what fits below.
    static final long INVALID = Long.MIN_VALUE;

    private TarNumber() {}

    /// Reads a field. Spaces and NULs around the digits mean nothing, and a field of nothing else
    /// is zero. Digits end at a NUL, whatever comes after it.
    static long parse(byte[] array, int start, int length) {
        return array[start] < 0
                ? parseBase256(array, start, length)
                : parseOctal(array, start, start + length);
    }

    private static long parseOctal(byte[] array, int start, int end) {
        int at = start;
        while (at < end && isFiller(array[at])) {
            at++;
        }
        long value = 0;
        while (at < end && array[at] >= '0' && array[at] <= '7') {
            if (value > Long.MAX_VALUE >> 3) {
                return INVALID;
            }
            value = value << 3 | (array[at] - '0');
            at++;
        }
        while (at < end && array[at] == ' ') {
            at++;
        }
        return at == end || array[at] == 0 ? value : INVALID;
    }

    private static boolean isFiller(byte b) {
        return b == ' ' || b == 0;
    }

    /// GNU's and star's extension: big-endian two's complement in all bits but the first (tar(5),
    /// "Numeric Extensions").
    private static long parseBase256(byte[] array, int start, int length) {
        boolean negative = (array[start] & 0x40) != 0;
        long value = negative ? array[start] | 0x80 : array[start] & 0x3f;
        for (int i = 1; i < length; i++) {
            if (value != value << 9 >> 9) {
                return INVALID;
            }
            value = value << 8 | (array[start + i] & 0xff);
        }
        return value;
    }
}
