package dev.lamina.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamina.image.compression.DecoderLimits;
import dev.lamina.image.compression.GzipDecoder;
import dev.lamina.image.compression.JdkGzipDecoder;
import dev.lamina.image.compression.LayerDecoder;
import dev.lamina.linux.IsaL;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// The native decoder and the JDK's give the same bytes, and refuse the same streams.
@Tag("linux")
final class GzipDecodersTest {

    private static final HexFormat HEX = HexFormat.of();

    private final Supplier<GzipDecoder> found = new GzipDecoders(Map.of());

    @BeforeEach
    void needsTheLibrary() {
        assumeTrue(IsaL.load().isPresent(), "libisal.so.2 is not installed (package libisal2)");
    }

    @Test
    void theEnvironmentForcesTheDecoderOfTheJdk() {
        Map<String, String> environment = Map.of(GzipDecoders.INFLATER_VARIABLE, "jdk");

        try (GzipDecoder forced = new GzipDecoders(environment).get();
                GzipDecoder free = found.get()) {
            assertThat(forced).isInstanceOf(JdkGzipDecoder.class);
            assertThat(free).isNotInstanceOf(JdkGzipDecoder.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096, 65_536})
    void severalMembersInPiecesOfAnySizeGiveTheSameBytes(int piece) throws IOException {
        byte[] first = text(1, 300_000);
        byte[] second = text(2, 10);
        byte[] packed = concat(gzip(first), gzip(new byte[0]), gzip(second), new byte[20]);

        assertThat(read(packed, piece, found)).hasValue(concat(first, second));
        assertThat(read(packed, piece, JdkGzipDecoder::new)).hasValue(concat(first, second));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1f8b0800000000000003", // plain
                "1f8b0808000000000003" + "6100", // name
                "1f8b0810000000000003" + "6100", // comment
                "1f8b0804000000000003" + "03000102ff", // extra field
                "1f8b0804000000000003" + "0000", // empty extra field
                "1f8b0801000000000003", // "text"
                "1f8b081c000000000003" + "0100ff" + "6e00" + "6300", // all but the check
                "1f8b0820000000000003", // reserved flags
                "1f8b0880000000000003",
                "1f8b0700000000000003", // not deflate
                "1f8c0800000000000003", // no gzip
                "000b0800000000000003"
            })
    void bothTakeAndRefuseTheSameHeaders(String header) throws IOException {
        byte[] plain = gzip(text(3, 1000));
        byte[] packed = concat(HEX.parseHex(header), Arrays.copyOfRange(plain, 10, plain.length));

        assertSame(packed, 4096);
        assertSame(packed, 1);
        assertSame(concat(plain, packed), 4096);
    }

    @Test
    void bothTakeAndRefuseTheSameCutStreams() throws IOException {
        byte[] packed = concat(gzip(text(4, 200)), gzip(text(5, 200)));
        for (int length = 0; length < packed.length; length++) {
            assertSame(Arrays.copyOf(packed, length), 16);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Deflater.NO_COMPRESSION, Deflater.BEST_SPEED, Deflater.BEST_COMPRESSION})
    void bothRefuseTheSameDamagedStreams(int level) throws IOException {
        byte[] packed = gzip(text(6, 600), level);
        for (int i = 0; i < packed.length; i++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                byte[] damaged = packed.clone();
                damaged[i] ^= (byte) (1 << bit);
                assertSame(damaged, 64);
            }
        }
    }

    private void assertSame(byte[] packed, int piece) {
        Optional<byte[]> expected = read(packed, piece, JdkGzipDecoder::new);
        Optional<byte[]> got = read(packed, piece, found);

        assertThat(got.isPresent()).as(HEX.formatHex(packed)).isEqualTo(expected.isPresent());
        if (expected.isPresent()) {
            assertThat(got.get()).isEqualTo(expected.get());
        }
    }

    /// Decodes; empty if the stream was refused.
    private static Optional<byte[]> read(byte[] packed, int piece, Supplier<GzipDecoder> decoders) {
        try (InputStream in =
                LayerDecoder.open(
                        new Pieces(packed, piece), decoders, DecoderLimits.DEFAULT, "test")) {
            return Optional.of(in.readAllBytes());
        } catch (IOException e) {
            return Optional.empty();
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
        return gzip(bytes, Deflater.DEFAULT_COMPRESSION);
    }

    private static byte[] gzip(byte[] bytes, int level) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new LeveledGzip(out, level)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] concat(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static final class LeveledGzip extends GZIPOutputStream {

        LeveledGzip(ByteArrayOutputStream out, int level) throws IOException {
            super(out);
            def.setLevel(level);
        }
    }

    /// Gives at most so many bytes at a time.
    private static final class Pieces extends ByteArrayInputStream {

        private final int piece;

        Pieces(byte[] bytes, int piece) {
            super(bytes);
            this.piece = piece;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            return super.read(buffer, offset, Math.min(length, piece));
        }
    }
}
