package dev.lamina.image.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.image.ImageFormatException;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// What a layer may grow to, counted by hand: a decoder that gives so many bytes for each one that it
/// reads stands for gzip and zstd.
final class BoundedInputTest {

    @Test
    void aTarMayHaveItsWholeSizeAndNotAByteMore() throws Exception {
        var limits = new DecoderLimits(1_000, 1_000, 1);

        assertThat(read(1_000, 1, limits)).isEqualTo(1_000);
        assertThatThrownBy(() -> read(1_001, 1, limits))
                .isInstanceOf(ImageFormatException.class)
                .hasMessage("test, at 1001: layer: expected at most 1000 bytes, got more");
    }

    @Test
    void theRatioCountsOnlyBeyondTheFreeSize() throws Exception {
        var limits = new DecoderLimits(1 << 20, 1_000, 5);

        assertThat(read(10, 100, limits)).as("all of it free").isEqualTo(1_000);
        assertThatThrownBy(() -> read(11, 100, limits))
                .isInstanceOf(ImageFormatException.class)
                .hasMessage(
                        "test, at 11: layer: expected at most 5 bytes for each compressed one, got"
                                + " 1100 for 11");
    }

    @Test
    void theRatioIsThatOfAllBytesSoFar() throws Exception {
        assertThat(read(1_000, 5, new DecoderLimits(1 << 20, 0, 5))).isEqualTo(5_000);
        assertThatThrownBy(() -> read(1_000, 6, new DecoderLimits(1 << 20, 0, 5)))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageEndingWith("got 30 for 5");
    }

    @Test
    void readingASingleByteCountsToo() throws Exception {
        var limits = new DecoderLimits(2, 2, 1);
        var counted = new CountingInput(new ByteArrayInputStream(new byte[] {-1, 1, 2}));
        try (var in = new BoundedInput(counted, counted, limits, "test")) {
            assertThat(in.read()).isEqualTo(255);
            assertThat(in.read()).isEqualTo(1);
            assertThatThrownBy(in::read).hasMessageContaining("expected at most 2 bytes");
        }
    }

    /// Reads all that a decoder makes, and returns how much it was.
    private static long read(int compressed, int each, DecoderLimits limits) throws IOException {
        var counted = new CountingInput(new ByteArrayInputStream(new byte[compressed]));
        try (var in = new BoundedInput(new Growing(counted, each), counted, limits, "test")) {
            return in.transferTo(OutputStream.nullOutputStream());
        }
    }

    /// Gives so many bytes for each one.
    private static final class Growing extends InputStream {

        private final InputStream compressed;
        private final int each;

        Growing(InputStream compressed, int each) {
            this.compressed = compressed;
            this.each = each;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("read in arrays");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            assertThat(length).isGreaterThanOrEqualTo(each);
            return compressed.read() < 0 ? -1 : each;
        }
    }
}
