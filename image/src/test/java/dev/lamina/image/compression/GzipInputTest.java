package dev.lamina.image.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.image.ImageFormatException;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Streams of gzip members: RFC 1952, section 2.2, and what follows the last one.
final class GzipInputTest {

    private static final byte[] TEXT = Compressed.TEXT;

    /// More than the buffer of [GzipInput], so that borders of members lie anywhere in it.
    private static final int MANY = 1_000;

    @Test
    void membersFollowEachOtherAcrossTheBuffer() throws Exception {
        byte[] member = Compressed.fullHeader();
        byte[] members = new byte[member.length * MANY];
        byte[] texts = new byte[TEXT.length * MANY];
        for (int i = 0; i < MANY; i++) {
            System.arraycopy(member, 0, members, i * member.length, member.length);
            System.arraycopy(TEXT, 0, texts, i * TEXT.length, TEXT.length);
        }

        assertThat(members.length).isGreaterThan(2 << 16);
        assertThat(inflated(members)).isEqualTo(texts);
    }

    @Test
    void emptyMembersAloneAreAnEmptyLayer() throws Exception {
        byte[] empty = Compressed.gzip(new byte[0]);

        assertThat(inflated(Compressed.joined(empty, empty, empty))).isEmpty();
    }

    @Test
    void zerosMayFollowAsManyAsThereAre() throws Exception {
        byte[] gzip = Compressed.gzip(TEXT);
        for (int zeros : new int[] {1, 511, 65_536, 200_000}) {
            byte[] padded = Arrays.copyOf(gzip, gzip.length + zeros);

            assertThat(inflated(padded)).as(zeros + " zeros").isEqualTo(TEXT);
        }
    }

    @Test
    void anythingElseBehindTheLastMemberIsRefusedWithItsPlace() throws Exception {
        byte[] gzip = Compressed.gzip(TEXT);
        byte[] zerosAndMore = Arrays.copyOf(gzip, gzip.length + 100_000);
        zerosAndMore[zerosAndMore.length - 1] = 7;

        assertRefused(Compressed.joined(gzip, new byte[] {'x'}))
                .hasMessageContaining("gzip magic: expected 0x1f, got 0x78");
        assertRefused(Compressed.joined(gzip, new byte[] {0, 'x'}))
                .hasMessageContaining("gzip: expected zeros to the end, got a byte 120");
        assertRefused(zerosAndMore).hasMessageContaining("expected zeros to the end, got a byte 7");
        assertRefused(Compressed.joined(gzip, new byte[] {0}, gzip))
                .hasMessageContaining("expected zeros to the end, got a byte 31");
    }

    @Test
    void aMemberCutOffAnywhereIsRefused() throws Exception {
        byte[] whole = Compressed.fullHeader();
        for (int length = 0; length < whole.length; length++) {
            assertRefused(Arrays.copyOf(whole, length))
                    .as("cut at " + length)
                    .hasMessage("test, at " + length + ": gzip: expected more data, got its end");
        }
    }

    @Test
    void aSecondMemberCutOffAnywhereIsRefused() throws Exception {
        byte[] first = Compressed.gzip(new byte[0]);
        byte[] whole = Compressed.joined(first, Compressed.fullHeader());
        for (int length = first.length + 1; length < whole.length; length++) {
            assertRefused(Arrays.copyOf(whole, length)).as("cut at " + length);
        }
    }

    @Test
    void aWrongCheckOrSizeIsRefused() throws Exception {
        byte[] gzip = Compressed.gzip(TEXT);
        for (int i = 1; i <= 8; i++) {
            byte[] damaged = gzip.clone();
            damaged[damaged.length - i] ^= 1;

            assertRefused(damaged)
                    .hasMessageContaining(i > 4 ? "gzip trailer check: " : "gzip trailer size: ");
        }
    }

    @Test
    void aBlockOfTheReservedTypeIsRefused() throws Exception {
        byte[] reserved = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 7, 0};

        assertRefused(reserved).hasMessageContaining("invalid block type");
    }

    @Test
    void readingOneByOneGivesTheSame() throws Exception {
        byte[] gzip = Compressed.joined(Compressed.gzip(TEXT), Compressed.gzip(TEXT));
        try (InputStream in = open(new Compressed.InPieces(gzip, 1))) {
            assertThat(in.read(new byte[5], 2, 0)).isZero();
            for (int i = 0; i < 2 * TEXT.length; i++) {
                assertThat(in.read()).isEqualTo(TEXT[i % TEXT.length]);
            }
            assertThat(in.read()).isEqualTo(-1);
            assertThat(in.read()).as("again").isEqualTo(-1);
        }
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(byte[] bytes) {
        return assertThatThrownBy(() -> inflated(bytes)).isInstanceOf(ImageFormatException.class);
    }

    private static byte[] inflated(byte[] bytes) throws IOException {
        try (InputStream in = open(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        }
    }

    private static InputStream open(InputStream in) {
        return new GzipInput(new CountingInput(in), new JdkGzipDecoder(), "test");
    }
}
