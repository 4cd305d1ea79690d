package dev.lamina.image.compression;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;

import dev.lamina.image.ImageFormatException;
import dev.lamina.image.Mutations;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/// Whatever bytes come as a compressed layer, they are refused as documented, or give the same tar in
/// pieces of any size, within the limits.
final class DecoderFuzzTest {

    private static final DecoderLimits LIMITS = new DecoderLimits(1 << 20, 64 << 10, 250);

    @Test
    void anyBytesAreGzipOrRefused() throws Exception {
        List<byte[]> corpus =
                List.of(
                        Compressed.gzip(Compressed.TEXT),
                        Compressed.gzip(new byte[0]),
                        Compressed.joined(
                                Compressed.gzip(Compressed.TEXT),
                                Compressed.fullHeader(),
                                Compressed.gzip(Compressed.TEXT)),
                        Compressed.joined(Compressed.gzip(new byte[10_000]), new byte[700]),
                        Compressed.program("gzip", "-1"),
                        Compressed.program("gzip", "-9"));

        Mutations.of(corpus).check(1_000, ImageFormatException.class, DecoderFuzzTest::decode);
    }

    @Test
    void anyBytesAreZstdOrRefused() throws Exception {
        List<byte[]> corpus =
                List.of(
                        Zstd.compress(Compressed.TEXT),
                        Zstd.compress(new byte[0]),
                        Compressed.joined(
                                Zstd.compress(Compressed.TEXT),
                                Compressed.skippable(5),
                                Zstd.compress(new byte[10_000])),
                        Compressed.program("zstd", "-1"),
                        Compressed.program("zstd", "-19", "--check"),
                        Compressed.program("zstd", "--no-check"));

        Mutations.of(corpus).check(1_000, ImageFormatException.class, DecoderFuzzTest::decode);
    }

    private static void decode(byte[] input) throws IOException {
        String whole = outcome(new ByteArrayInputStream(input));
        String inPieces = outcome(new Compressed.InPieces(input, 7));
        assertThat(inPieces).as("in pieces of 7 bytes").isEqualTo(whole);
        if (whole.startsWith("refused")) {
            throw new ImageFormatException("fuzz", -1, whole);
        }
    }

    /// Returns the tar as text, or that it is refused; where, a decoder may notice at different places.
    private static String outcome(InputStream blob) throws IOException {
        try (InputStream tar = LayerDecoder.open(blob, JdkGzipDecoder::new, LIMITS, "fuzz")) {
            byte[] bytes = tar.readNBytes((int) LIMITS.size() + 1);
            assertThat(bytes.length).isLessThanOrEqualTo((int) LIMITS.size());
            assertThat(tar.read()).as("after the end").isEqualTo(-1);
            return "accepted " + Arrays.hashCode(bytes) + " " + bytes.length;
        } catch (ImageFormatException _) {
            return "refused";
        }
    }
}
