package dev.lamina.image.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;

import dev.lamina.image.ImageFormatException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;

/// Streams of zstd frames: RFC 8878, section 3.
final class ZstdInputTest {

    private static final byte[] TEXT = Compressed.TEXT;

    @Test
    void framesAndSkippableFramesFollowEachOther() throws Exception {
        byte[] frame = Zstd.compress(TEXT);
        byte[] stream =
                Compressed.joined(
                        Compressed.skippable(0),
                        frame,
                        Compressed.skippable(300_000),
                        Zstd.compress(new byte[0]),
                        frame,
                        Compressed.skippable(1));

        assertThat(decoded(stream)).isEqualTo(Compressed.joined(TEXT, TEXT));
    }

    @Test
    void aFrameOfTheProgramIsDecodedAndItsChecksumCompared() throws Exception {
        byte[] stream = Compressed.program("zstd", "--check");
        assertThat(decoded(stream)).isEqualTo(TEXT);

        stream[stream.length - 1] ^= 1;
        assertThatThrownBy(() -> decoded(stream))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining("zstd: ")
                .hasMessageContaining("checksum");
    }

    @Test
    void aStreamCutOffAnywhereIsRefused() throws Exception {
        byte[] frame = Zstd.compress(TEXT);
        byte[] whole = Compressed.joined(Compressed.skippable(9), frame);
        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            if (length == whole.length - frame.length) {
                assertThat(decoded(cut)).as("the skippable frame alone").isEmpty();
            } else {
                assertThatThrownBy(() -> decoded(cut))
                        .as("cut at " + length)
                        .isInstanceOf(ImageFormatException.class);
            }
        }
    }

    @Test
    void whatIsNoFrameBehindAFrameIsRefused() {
        for (String more : new String[] {"00", "78", "28b52f", "28b52ffc", "1f8b0800"}) {
            byte[] stream = Compressed.joined(Zstd.compress(TEXT), HexFormat.of().parseHex(more));

            assertThatThrownBy(() -> decoded(stream))
                    .as(more)
                    .isInstanceOf(ImageFormatException.class);
        }
    }

    /// A frame header says the size of the window in its second byte: the exponent above 10 in the
    /// upper five bits, eighths in the lower three. This frame has nothing in it.
    @ParameterizedTest
    @ValueSource(ints = {0, 10, 17})
    void aWindowOf128MebibytesIsEnough(int exponent) throws Exception {
        assertThat(decoded(emptyFrame(exponent << 3))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {(17 << 3) + 1, 18 << 3, 31 << 3})
    void aLargerWindowIsRefusedBeforeItTakesMemory(int window) {
        assertThatThrownBy(() -> decoded(emptyFrame(window)))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageMatching("test, at \\d+: zstd: .*memory.*");
    }

    private static byte[] emptyFrame(int window) {
        byte[] frame = HexFormat.of().parseHex("28b52ffd" + "00" + "00" + "010000");
        frame[5] = (byte) window;
        return frame;
    }

    @Test
    void readingOneByOneGivesTheSame() throws Exception {
        byte[] stream = Compressed.joined(Zstd.compress(TEXT), Zstd.compress(TEXT));
        try (InputStream in = open(new Compressed.InPieces(stream, 1))) {
            assertThat(in.read(new byte[5], 2, 0)).isZero();
            for (int i = 0; i < 2 * TEXT.length; i++) {
                assertThat(in.read()).isEqualTo(TEXT[i % TEXT.length]);
            }
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    private static byte[] decoded(byte[] stream) throws IOException {
        try (InputStream in = open(new ByteArrayInputStream(stream))) {
            return in.readAllBytes();
        }
    }

    private static InputStream open(InputStream in) throws IOException {
        return new ZstdInput(new CountingInput(in), "test");
    }
}
