package dev.lamina.engine.transfer;

import static dev.lamina.engine.store.TarOf.FILE;
import static dev.lamina.engine.store.TarOf.HARD_LINK;
import static dev.lamina.engine.store.TarOf.SYMBOLIC_LINK;

import dev.lamina.engine.images.TestImage;
import dev.lamina.engine.store.TarOf;
import dev.lamina.engine.transfer.RefusedPull.Bad;
import dev.lamina.image.Attributes;
import dev.lamina.image.Bytes;
import dev.lamina.image.Compression;
import dev.lamina.image.TreePath;
import dev.lamina.image.layer.FileContent;
import dev.lamina.image.layer.LayerEntry;
import dev.lamina.image.layer.NewLayer;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// Layers that are damaged or made to harm: a pull refuses them with an exact message, and keeps
/// nothing.
final class LayerRefusalTest {

    private static final Bytes GOOD = TarOf.files("bin/app", "app ".repeat(5_000));

    private static final long ZERO_COUNT = 2L << 30;

    private static final String TOO_MUCH =
            "layer {layer}, at {number}: layer: expected at most {number} bytes for each compressed"
                    + " one, got {number} for {number}";

    @TempDir private Path scratch;

    @ParameterizedTest
    @MethodSource({"compressions", "tars", "names", "links", "bombs"})
    void aBadLayerIsRefusedAndNothingIsKept(Bad bad) throws Exception {
        new RefusedPull(scratch).check(bad);
    }

    static Stream<Bad> compressions() {
        Bytes gzip = TestImage.gzip(GOOD);
        return Stream.of(
                blob(
                        "neither compressed nor a tar",
                        Bytes.utf8("no tar ".repeat(500)),
                        "layer {diffId}, at 0: tar header checksum: expected a number, got 'o "
                                + "tar no'"),
                blob(
                        "xz",
                        hex("fd377a585a000004e6d6b4460200210116000000"),
                        "layer {layer}, at 0: compression: expected gzip, zstd or none, got xz"),
                blob(
                        "bzip2",
                        hex("425a6839314159265359abcdef0000000000"),
                        "layer {layer}, at 0: compression: expected gzip, zstd or none, got"
                                + " bzip2"),
                blob(
                        "gzip cut off",
                        gzip.slice(0, gzip.length() - 20),
                        "layer {layer}, at 103: gzip: expected more data, got its end"),
                blob(
                        "gzip without its trailer",
                        gzip.slice(0, gzip.length() - 8),
                        "layer {layer}, at 115: gzip: expected more data, got its end"),
                blob(
                        "gzip with another check",
                        changed(gzip, gzip.length() - 8),
                        "layer {layer}, at 123: gzip trailer check: expected 39644f19, got "
                                + "39644f09"),
                blob(
                        "gzip with another size",
                        changed(gzip, gzip.length() - 1),
                        "layer {layer}, at 123: gzip trailer size: expected 268457472, got "
                                + "22016"),
                blob(
                        "gzip damaged within",
                        changed(gzip, 30),
                        "layer {layer}, at 10: invalid code -- missing " + "end-of-block"),
                blob(
                        "gzip with rubbish behind it",
                        joined(gzip, Bytes.utf8("rubbish")),
                        "layer {layer}, at 124: gzip magic: expected 0x1f, got 0x72"));
    }

    static Stream<Bad> tars() {
        return Stream.of(
                tar(
                        "no tar",
                        Bytes.utf8("no tar ".repeat(500)),
                        "layer {diffId}, at 0: tar header checksum: expected a number, got 'o "
                                + "tar no'"),
                tar(
                        "a tar cut off in a file",
                        GOOD.slice(0, 1000),
                        "layer {diffId}, at 1000: tar: expected more data, got its end"),
                tar(
                        "a tar cut off in a header",
                        GOOD.slice(0, 300),
                        "layer {diffId}, at 300: tar: expected more data, got its end"),
                tar(
                        "a file that ends before its size",
                        new TarOf().header(FILE, "big", "", 1L << 32).cutOff(),
                        "layer {diffId}, at 512: tar: expected more data, got its end"),
                tar(
                        "a changed header",
                        changed(GOOD, 3),
                        "layer {diffId}, at 0: tar header checksum: expected 3733, got 3749"),
                tar(
                        "an unknown type",
                        new TarOf().header('Z', "odd", "", 0).end(),
                        "layer {diffId}, at 0: type of odd: expected one that layers have, got "
                                + "'Z'"));
    }

    static Stream<Bad> names() {
        return Stream.of(
                tar(
                        "a name with ..",
                        TarOf.files("a/../../etc/passwd", "x"),
                        "layer {diffId}, at 0: path 'a/../../etc/passwd': name: expected "
                                + "neither . nor .., got .."),
                tar(
                        "only ..",
                        new TarOf().directory("..").end(),
                        "layer {diffId}, at 0: path '..': name: expected neither . nor .., got "
                                + ".."),
                tar(
                        "a hard link with ..",
                        new TarOf().link(HARD_LINK, "a", "../etc/passwd").end(),
                        "layer {diffId}, at 0: hard link target '../etc/passwd': name: "
                                + "expected neither . nor .., got .."),
                tar(
                        "a NUL in a name",
                        new TarOf().pax("path", "a\0b").header(FILE, "a", "", 0).end(),
                        "layer {diffId}, at 1024: path 'a\\x00b': name: expected no / and no "
                                + "NUL, got a\\x00b"),
                tar(
                        "a name of 256 bytes",
                        new TarOf().pax("path", "n".repeat(256)).header(FILE, "n", "", 0).end(),
                        "layer {diffId}, at 1024: path "
                                + "'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn...': name: expected 1 to 255 bytes, got 256"),
                tar(
                        "a whiteout of nothing",
                        TarOf.files("etc/.wh.", ""),
                        "layer {diffId}, at 0: whiteout without a name: etc/.wh."),
                tar(
                        "a whiteout of ..",
                        TarOf.files("etc/.wh...", ""),
                        "layer {diffId}, at 0: whiteout etc/.wh...: name: expected neither . "
                                + "nor .., got .."));
    }

    static Stream<Bad> links() {
        return Stream.of(
                tar(
                        "hard links to each other",
                        new TarOf().link(HARD_LINK, "a", "b").link(HARD_LINK, "b", "a").end(),
                        "layer 1, entry 0 (/a): hard link: expected /b to be there, got none"),
                tar(
                        "a hard link to itself",
                        new TarOf().link(HARD_LINK, "a", "a").end(),
                        "layer 1, entry 0 (/a): hard link: expected /a to be there, got none"),
                tar(
                        "a hard link to a directory",
                        new TarOf().directory("d").link(HARD_LINK, "a", "d").end(),
                        "layer 1, entry 1 (/a): hard link: expected no directory, got /d"),
                tar(
                        "a file below symbolic links to each other",
                        new TarOf()
                                .link(SYMBOLIC_LINK, "a", "b")
                                .link(SYMBOLIC_LINK, "b", "a")
                                .header(FILE, "a/x", "", 0)
                                .end(),
                        "layer 1, entry 2 (/a/x): symbolic links above it: expected at most 40"));
    }

    static Stream<Bad> bombs() {
        return Stream.of(
                tar(
                        "a pax header of 2 MiB",
                        new TarOf()
                                .pax("comment", "x".repeat(2 << 20))
                                .header(FILE, "a", "", 0)
                                .end(),
                        "layer {diffId}, at 0: tar extended header: expected at most 1048576 "
                                + "bytes, got 2097169"),
                tar(
                        "a GNU long name of 1 GiB",
                        new TarOf().header('L', "././@LongLink", "", 1 << 30).cutOff(),
                        "layer {diffId}, at 0: tar extended header: expected at most 1048576 "
                                + "bytes, got 1073741824"),
                tar(
                        "a path of 2,000 names",
                        new TarOf()
                                .pax("path", "a/".repeat(2_000) + "b")
                                .header(FILE, "a", "", 0)
                                .end(),
                        "layer {diffId}, at 4608: path "
                                + "'a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/...': path: expected at most 1000 names, got more"),
                tar(
                        "a path of 5,000 bytes",
                        new TarOf()
                                .pax("path", "abcd/".repeat(1_000))
                                .header(FILE, "a", "", 0)
                                .end(),
                        "layer {diffId}, at 5632: name of a tar entry: expected at most 4095 "
                                + "bytes, got 5000"),
                blob(
                        "four million and one entries",
                        fourMillionEntries(),
                        "layer {diffId}, at 2048000000: layer: expected at most 4000000 "
                                + "entries, got more"),
                blob("much from little", manyZeros(), TOO_MUCH),
                Bad.image("much from little zstd", TestImage.ofZstdBlob(zeros()), TOO_MUCH));
    }

    /// A file of 2 GiB of zeros, which zstd makes 70 KB of.
    private static Bytes zeros() {
        var file =
                new LayerEntry.RegularFile(
                        TreePath.parse("/zeros"),
                        Attributes.of(0644, 0, 0, Instant.EPOCH),
                        FileContent.contiguous(0, ZERO_COUNT));
        var blob = new ByteArrayOutputStream();
        try {
            NewLayer.write(List.of(file), _ -> new Zeros(), Compression.ZSTD, blob);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.of(blob.toByteArray());
    }

    private static final class Zeros extends InputStream {

        private long left = ZERO_COUNT;

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            int count = (int) Math.min(length, left);
            Arrays.fill(bytes, offset, offset + count, (byte) 0);
            left -= count;
            return count == 0 ? -1 : count;
        }
    }

    private static Bad tar(String name, Bytes tar, String message) {
        return Bad.image(name, TestImage.ofGzip(tar), message);
    }

    private static Bad blob(String name, Bytes blob, String message) {
        return Bad.image(name, TestImage.ofGzipBlob(blob), message);
    }

    private static Bytes hex(String digits) {
        return Bytes.of(HexFormat.of().parseHex(digits));
    }

    private static Bytes changed(Bytes bytes, int position) {
        byte[] array = bytes.toArray();
        array[position] ^= 0x10;
        return Bytes.of(array);
    }

    private static Bytes joined(Bytes first, Bytes second) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(first.toArray());
        out.writeBytes(second.toArray());
        return Bytes.of(out.toByteArray());
    }

    /// Four thousand members of gzip with a thousand empty files each, and one more file.
    private static Bytes fourMillionEntries() {
        var thousand = new TarOf();
        for (int i = 0; i < 1_000; i++) {
            thousand.header(FILE, "a", "", 0);
        }
        Bytes one = TestImage.gzip(new TarOf().header(FILE, "a", "", 0).end());
        return joined(repeated(TestImage.gzip(thousand.cutOff()), 4_000), one);
    }

    /// A file of 2 GiB of zeros, in members of gzip of 16 MiB each.
    private static Bytes manyZeros() {
        Bytes header = TestImage.gzip(new TarOf().header(FILE, "a", "", ZERO_COUNT).cutOff());
        return joined(header, repeated(TestImage.gzip(Bytes.of(new byte[16 << 20])), 128));
    }

    private static Bytes repeated(Bytes bytes, int count) {
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            out.writeBytes(bytes.toArray());
        }
        return Bytes.of(out.toByteArray());
    }
}
