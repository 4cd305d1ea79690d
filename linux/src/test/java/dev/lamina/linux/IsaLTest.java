package dev.lamina.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPOutputStream;

/// What ISA-L inflates is what the JDK deflated.
@Tag("linux")
final class IsaLTest {

    /// What `GZIPOutputStream` writes has always the same header.
    private static final int HEADER_SIZE = 10;

    @BeforeEach
    void needsTheLibrary() {
        assumeTrue(IsaL.load().isPresent(), "libisal.so.2 is not installed (package libisal2)");
    }

    @Test
    void severalMembersComeOutAsOneStream() throws Exception {
        byte[] first = text(1, 3_000_000);
        byte[] second = text(2, 100);

        byte[] out = inflate(concat(gzip(first), gzip(second)), 70_001);

        assertThat(out).isEqualTo(concat(first, second));
    }

    @Test
    void aByteAtATimeGivesTheSame() throws Exception {
        byte[] text = text(3, 20_000);

        assertThat(inflate(gzip(text), 1)).isEqualTo(text);
    }

    @Test
    void aWrongChecksumIsFound() throws IOException {
        byte[] packed = gzip(text(4, 50_000));
        packed[packed.length - 7] ^= 1;

        assertThatThrownBy(() -> inflate(packed, 4096))
                .isInstanceOf(DataFormatException.class)
                .hasMessage("incorrect gzip checksum");
    }

    @Test
    void aMissingLastByteLeavesTheMemberOpen() throws Exception {
        byte[] packed = gzip(text(5, 50_000));

        try (GzipInflation inflation = IsaL.load().orElseThrow().newInflation()) {
            inflation.setInput(packed, HEADER_SIZE, packed.length - HEADER_SIZE - 1);
            byte[] buffer = new byte[8192];
            while (inflation.decode(buffer, 0, buffer.length) > 0) {
                assertThat(inflation.isMemberEnded()).isFalse();
            }

            assertThat(inflation.isMemberEnded()).isFalse();
        }
    }

    private static byte[] inflate(byte[] packed, int step) throws Exception {
        var out = new ByteArrayOutputStream();
        try (GzipInflation inflation = IsaL.load().orElseThrow().newInflation()) {
            int at = HEADER_SIZE;
            while (at < packed.length) {
                int piece = Math.min(step, packed.length - at);
                inflation.setInput(packed, at, piece);
                at += piece;
                drain(inflation, out);
                if (inflation.isMemberEnded()) {
                    at += HEADER_SIZE - inflation.nextMember();
                }
            }
        }
        return out.toByteArray();
    }

    private static void drain(GzipInflation inflation, ByteArrayOutputStream out)
            throws DataFormatException {
        byte[] buffer = new byte[65_536];
        int written;
        while ((written = inflation.decode(buffer, 0, buffer.length)) > 0) {
            out.write(buffer, 0, written);
        }
    }

    private static byte[] text(long seed, int length) {
        var random = new SplittableRandom(seed);
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = (byte) "aaaaaaabbbbccd\n".charAt(random.nextInt(15));
        }
        return text;
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
