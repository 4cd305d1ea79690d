package dev.lamina.image.compact;

import java.util.concurrent.ThreadLocalRandom;

/// A hash of bytes that nobody outside this process can foresee: whoever made an image cannot have
/// chosen its names so that many fall together.
///
/// It is a polynomial over the bytes, four at a time, modulo the prime 2^61-1, at a random place. Two
/// different runs of N bytes have the same value with a probability of N / 2^63.
public final class HashKey {

    private static final long PRIME = (1L << 61) - 1;
    private static final int WORD = 4;

    private final long place;
    private final long factor;

    /// Chooses a key.
    public HashKey() {
        this.place = ThreadLocalRandom.current().nextLong(1L << 32, PRIME);
        this.factor = ThreadLocalRandom.current().nextLong(1L << 32, PRIME);
    }

    /// Hashes a number and a run of bytes.
    public int hash(int number, byte[] array, int from, int to) {
        long sum = (number & 0xFFFF_FFFFL) << 17 ^ to - from;
        int i = from;
        for (; i + WORD <= to; i += WORD) {
            int word =
                    array[i] & 0xff
                            | (array[i + 1] & 0xff) << 8
                            | (array[i + 2] & 0xff) << 16
                            | array[i + 3] << 24;
            sum = times(sum, place) + (word & 0xFFFF_FFFFL);
        }
        long rest = 0;
        for (; i < to; i++) {
            rest = rest << 8 | array[i] & 0xff;
        }
        sum = times(times(sum, place) + rest, factor);
        return (int) (sum >>> 29);
    }

    /// Multiplies modulo the prime, to a value below 2^61 + 8.
    private static long times(long a, long b) {
        long low = a * b;
        long high = Math.multiplyHigh(a, b);
        long sum = (low & PRIME) + (low >>> 61 | high << 3);
        return (sum & PRIME) + (sum >>> 61);
    }
}
