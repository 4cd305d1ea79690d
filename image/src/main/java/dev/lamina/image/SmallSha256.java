package dev.lamina.image;

/// SHA-256 of short texts (FIPS 180-4, section 6.2), without the search through the security providers,
/// which takes 10 ms in a process that takes 60. Slow for what is long: the processor's instructions are not
/// used.
final class SmallSha256 {

    /// Up to here it is the quicker way, in a process that hashes a few of them.
    static final int LIMIT = 64 << 10;

    private static final int BLOCK = 64;
    private static final int LENGTH_FIELD = 8;
    private static final int ROUNDS = 64;

    /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes (4.2.2).
    private static final int[] K =
            words(
                    "428a2f9871374491b5c0fbcfe9b5dba53956c25b59f111f1923f82a4ab1c5ed5"
                            + "d807aa9812835b01243185be550c7dc372be5d7480deb1fe9bdc06a7c19bf174"
                            + "e49b69c1efbe47860fc19dc6240ca1cc2de92c6f4a7484aa5cb0a9dc76f988da"
                            + "983e5152a831c66db00327c8bf597fc7c6e00bf3d5a7914706ca635114292967"
                            + "27b70a852e1b21384d2c6dfc53380d13650a7354766a0abb81c2c92e92722c85"
                            + "a2bfe8a1a81a664bc24b8b70c76c51a3d192e819d6990624f40e3585106aa070"
                            + "19a4c1161e376c082748774c34b0bcb5391c0cb34ed8aa4a5b9cca4f682e6ff3"
                            + "748f82ee78a5636f84c878148cc7020890befffaa4506cebbef9a3f7c67178f2");

    /// The first 32 bits of the fractional parts of the square roots of the first 8 primes (5.3.3).
    private static final int[] INITIAL =
            words("6a09e667bb67ae853c6ef372a54ff53a510e527f9b05688c1f83d9ab5be0cd19");

    private final int[] state = INITIAL.clone();
    private final int[] schedule = new int[ROUNDS];

    private SmallSha256() {}

    /// Returns the hash, 32 bytes.
    static byte[] of(byte[] text) {
        var computation = new SmallSha256();
        int rest = text.length % BLOCK;
        for (int at = 0; at + BLOCK <= text.length; at += BLOCK) {
            computation.add(text, at);
        }
        byte[] last = new byte[rest + 1 + LENGTH_FIELD <= BLOCK ? BLOCK : 2 * BLOCK];
        System.arraycopy(text, text.length - rest, last, 0, rest);
        last[rest] = (byte) 0x80;
        long bits = 8L * text.length;
        for (int i = 1; i <= LENGTH_FIELD; i++) {
            last[last.length - i] = (byte) (bits >>> 8 * (i - 1));
        }
        for (int at = 0; at < last.length; at += BLOCK) {
            computation.add(last, at);
        }
        return computation.bytes();
    }

    private void add(byte[] bytes, int offset) {
        int[] w = schedule;
        for (int t = 0; t < 16; t++) {
            w[t] = word(bytes, offset + 4 * t);
        }
        for (int t = 16; t < ROUNDS; t++) {
            int x = w[t - 15];
            int y = w[t - 2];
            int sigma0 = (x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3;
            int sigma1 = (y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10;
            w[t] = w[t - 16] + sigma0 + w[t - 7] + sigma1;
        }
        mix(w);
    }

    /// Letters as in the standard.
    private void mix(int[] w) {
        int a = state[0];
        int b = state[1];
        int c = state[2];
        int d = state[3];
        int e = state[4];
        int f = state[5];
        int g = state[6];
        int h = state[7];
        for (int t = 0; t < ROUNDS; t++) {
            int sum1 = (e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7);
            int t1 = h + sum1 + (e & f ^ ~e & g) + K[t] + w[t];
            int sum0 = (a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10);
            int t2 = sum0 + (a & b ^ a & c ^ b & c);
            h = g;
            g = f;
            f = e;
            e = d + t1;
            d = c;
            c = b;
            b = a;
            a = t1 + t2;
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }

    private byte[] bytes() {
        byte[] bytes = new byte[4 * state.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (state[i / 4] >>> 24 - 8 * (i % 4));
        }
        return bytes;
    }

    private static int word(byte[] bytes, int at) {
        return bytes[at] << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | bytes[at + 3] & 0xff;
    }

    private static int[] words(String hex) {
        int[] words = new int[hex.length() / 8];
        for (int i = 0; i < words.length; i++) {
            words[i] = Integer.parseUnsignedInt(hex, 8 * i, 8 * i + 8, 16);
        }
        return words;
    }
}
