package dev.lamina.image.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// What a layer is compressed with, its first bytes tell (RFC 1952; RFC 8878, "Skippable Frames").
final class LayerDecoderTest {

    private static final byte[] TAR = "any bytes will do ".repeat(500).getBytes();
    private static final byte[] NOTHING = {};

    private record Blob(String name, byte[] bytes, byte[] content) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Blob> blobs() throws IOException {
        byte[] skippable = HexFormat.of().parseHex("5f2a4d18" + "03000000" + "616263");
        byte[] zstd = Zstd.compress(TAR);
        byte[] gzip = gzip(TAR);
        Map<String, byte[]> whole = new TreeMap<>();
        whole.put("not compressed", TAR);
        whole.put("gzip", gzip);
        whole.put("gzip of several members", joined(gzip(NOTHING), gzip, gzip(NOTHING)));
        whole.put("gzip with zeros behind it", joined(gzip, new byte[700]));
        whole.put("zstd", zstd);
        whole.put("zstd, a skippable frame first", joined(skippable, zstd));
        whole.put("zstd of several frames", joined(Zstd.compress(NOTHING), skippable, zstd));
        Map<String, byte[]> empty = new TreeMap<>();
        empty.put("nothing", NOTHING);
        empty.put("gzip of nothing", gzip(NOTHING));
        empty.put("zstd of nothing", Zstd.compress(NOTHING));
        empty.put("a skippable frame alone", skippable);
        return Stream.concat(
                whole.entrySet().stream().map(e -> new Blob(e.getKey(), e.getValue(), TAR)),
                empty.entrySet().stream().map(e -> new Blob(e.getKey(), e.getValue(), NOTHING)));
    }

    @ParameterizedTest
    @MethodSource("blobs")
    void theFirstBytesDecide(Blob blob) throws Exception {
        assertThat(decoded(new ByteArrayInputStream(blob.bytes))).isEqualTo(blob.content);
    }

    @ParameterizedTest
    @MethodSource("blobs")
    void theFirstBytesMayComeOneByOne(Blob blob) throws Exception {
        assertThat(decoded(new OneByOne(blob.bytes))).isEqualTo(blob.content);
    }

    @ParameterizedTest
    @CsvSource({
        "xz, fd377a585a000004e6d6b446",
        "bzip2, 425a683931415926535900000000",
        "bzip2, 425a68391772453850900000 0000",
    })
    void otherCompressionsAreNamed(String name, String hex) {
        byte[] blob = HexFormat.of().parseHex(hex.replace(" ", ""));

        assertThatThrownBy(() -> decoded(new ByteArrayInputStream(blob)))
                .isInstanceOf(ImageFormatException.class)
                .hasMessage("test, at 0: compression: expected gzip, zstd or none, got " + name);
    }

    @ParameterizedTest
    @CsvSource({"1f", "1f8b", "28b52f", "425a68", "fd377a585a", "BZh-file"})
    void aShorterOrOtherBeginningIsNotCompressed(String text) throws Exception {
        byte[] blob = text.startsWith("B") ? text.getBytes() : HexFormat.of().parseHex(text);

        assertThat(decoded(new ByteArrayInputStream(blob))).isEqualTo(blob);
    }

    @Test
    void whatIsCutOffAfterItsFirstBytesIsRefused() throws Exception {
        for (byte[] whole : new byte[][] {gzip(TAR), Zstd.compress(TAR)}) {
            for (int length : new int[] {4, 9, 20, whole.length - 1}) {
                InputStream in = new ByteArrayInputStream(whole, 0, length);

                assertThatThrownBy(() -> decoded(in)).isInstanceOf(ImageFormatException.class);
            }
        }
    }

    @Test
    void theLimitsCountTheFirstBytesToo() throws Exception {
        byte[] blob = gzip(new byte[100_000]);
        int ratio = 100_000 / blob.length;

        assertThat(decoded(blob, new DecoderLimits(100_000, 0, ratio + 1))).hasSize(100_000);
        assertThatThrownBy(() -> decoded(blob, new DecoderLimits(100_000, 0, ratio / 2)))
                .isInstanceOf(ImageFormatException.class);
    }

    private static byte[] decoded(InputStream blob) throws IOException {
        try (InputStream tar =
                LayerDecoder.open(blob, JdkGzipDecoder::new, DecoderLimits.DEFAULT, "test")) {
            return tar.readAllBytes();
        }
    }

    private static byte[] decoded(byte[] blob, DecoderLimits limits) throws IOException {
        try (InputStream tar =
                LayerDecoder.open(
                        new ByteArrayInputStream(blob), JdkGzipDecoder::new, limits, "test")) {
            return tar.readAllBytes();
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return Bytes.of(out.toByteArray()).toArray();
    }

    private static final class OneByOne extends ByteArrayInputStream {

        OneByOne(byte[] bytes) {
            super(bytes);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            return super.read(buffer, offset, Math.min(length, 1));
        }
    }
}
