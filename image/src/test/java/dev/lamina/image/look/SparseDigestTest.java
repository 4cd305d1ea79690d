package dev.lamina.image.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.image.Digest;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

/// The same for the same content, however it came, and at no cost for holes.
final class SparseDigestTest {

    private static final byte[] DATA = new byte[10_000];

    static {
        Arrays.fill(DATA, 100, 200, (byte) 1);
        Arrays.fill(DATA, 4_000, 4_200, (byte) 2);
        DATA[9_999] = 3;
    }

    private static Digest inPieces(int size) {
        var digest = new SparseDigest();
        for (int at = 0; at < DATA.length; at += size) {
            int length = Math.min(size, DATA.length - at);
            digest.update(at, Arrays.copyOfRange(DATA, at, at + length), length);
        }
        return digest.finish(DATA.length);
    }

    @Test
    void thePiecesAreNoMatter() {
        Digest whole = inPieces(DATA.length);
        for (int size : new int[] {1, 100, 4_095, 4_096, 4_097}) {
            assertThat(inPieces(size)).isEqualTo(whole);
        }
    }

    @Test
    void aHoleIsTheSameAsZeros() {
        var digest = new SparseDigest();
        digest.update(150, Arrays.copyOfRange(DATA, 150, 250), 50);
        assertThat(digest.finish(DATA.length)).isNotEqualTo(inPieces(DATA.length));

        var sparse = new SparseDigest();
        for (int[] part : new int[][] {{100, 200}, {4_000, 4_200}, {9_999, 10_000}}) {
            sparse.update(part[0], Arrays.copyOfRange(DATA, part[0], part[1]), part[1] - part[0]);
        }
        assertThat(sparse.finish(DATA.length)).isEqualTo(inPieces(DATA.length));
    }

    @Test
    void sizeAndPlaceMatter() {
        byte[] one = {1};
        var here = new SparseDigest();
        here.update(5_000, one, 1);
        var there = new SparseDigest();
        there.update(9_096, one, 1);

        Digest longer = new SparseDigest().finish(2);
        assertThat(new SparseDigest().finish(1)).isNotEqualTo(longer);
        assertThat(here.finish(10_000)).isNotEqualTo(there.finish(10_000));
    }

    /// It would take years to read them.
    @Test
    void aFileOfExabytesIsDone() {
        var digest = new SparseDigest();
        digest.update(Long.MAX_VALUE - 1, new byte[] {1}, 1);

        assertThat(digest.finish(Long.MAX_VALUE))
                .isNotEqualTo(new SparseDigest().finish(Long.MAX_VALUE));
    }
}
