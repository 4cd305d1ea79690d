package dev.lamina.image.layer;

import static dev.lamina.image.tar.TestTar.header;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.Mutations;
import dev.lamina.image.tar.TestTar;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/// Whatever bytes come as a tar or as a layer index file, they are refused as documented, or read the
/// same in pieces of any size, and when they are written again.
final class LayerFuzzTest {

    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_END = 156;
    private static final int MAGIC = 257;

    @Test
    void anyBytesAreATarOrRefused(@TempDir Path scratch) throws Exception {
        List<byte[]> corpus = new ArrayList<>(RefusedTars.all().values());
        corpus.removeIf(tar -> tar.length > 8192);
        for (String format : List.of("v7", "oldgnu", "gnu", "ustar", "posix")) {
            corpus.add(gnuTar(scratch, "--format=" + format));
        }
        corpus.add(gnuTar(scratch, "--format=gnu", "--sparse"));
        corpus.add(gnuTar(scratch, "--format=posix", "--sparse", "--sparse-version=0.1"));
        corpus.add(gnuTar(scratch, "--format=posix", "--sparse", "--sparse-version=1.0"));
        corpus.add(allKinds());

        Mutations.of(corpus)
                .mendedBy(LayerFuzzTest::withChecksums)
                .check(1_500, ImageFormatException.class, LayerFuzzTest::readTar);
    }

    private static void readTar(byte[] tar) throws IOException {
        LayerIndex whole;
        try {
            whole = Indexing.index(tar, Math.max(tar.length, 1));
        } catch (ImageFormatException e) {
            assertThat(Indexing.refusal(tar, LayerLimits.DEFAULT)).isEqualTo(e.getMessage());
            throw e;
        }
        assertThat(Indexing.index(tar, 37)).as("in pieces of 37 bytes").isEqualTo(whole);
        assertThat(read(write(whole))).as("as a file").isEqualTo(whole);
    }

    @Test
    void anyBytesAreALayerIndexFileOrRefused() throws Exception {
        List<byte[]> corpus = new ArrayList<>();
        for (long seed : LongStream.range(0, 20).toArray()) {
            corpus.add(write(RandomEntries.layerIndex(seed)));
        }
        corpus.add(write(LayerIndexPageTest.EXAMPLE));

        Mutations.of(corpus)
                .mendedBy(LayerFuzzTest::withChecks)
                .check(
                        2_000,
                        ImageFormatException.class,
                        input -> {
                            LayerIndex layerIndex = read(input);
                            assertThat(read(write(layerIndex))).isEqualTo(layerIndex);
                        });
    }

    /// Makes the checksums of all headers right (POSIX.1-2017, pax, "ustar Header Block").
    private static byte[] withChecksums(byte[] tar) {
        for (int at = 0; at + 512 <= tar.length; at += 512) {
            if (new String(tar, at + MAGIC, 5, ISO_8859_1).equals("ustar")) {
                int sum = 0;
                for (int i = 0; i < 512; i++) {
                    sum += i >= CHECKSUM && i < CHECKSUM_END ? ' ' : tar[at + i] & 0xff;
                }
                byte[] digits = "%06o\0 ".formatted(sum).getBytes(ISO_8859_1);
                System.arraycopy(digits, 0, tar, at + CHECKSUM, digits.length);
            }
        }
        return tar;
    }

    /// Makes size and checks of a layer index file right.
    private static byte[] withChecks(byte[] file) {
        int size = LayerIndexFormat.HEADER_SIZE;
        if (file.length >= size) {
            ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
            header.putLong(24, file.length - size);
            header.putInt(32, LayerIndexFile.check(file, size, file.length - size));
            int at = LayerIndexFormat.HEADER_CHECK_OFFSET;
            header.putInt(at, LayerIndexFile.check(file, 0, at));
        }
        return file;
    }

    private static LayerIndex read(byte[] file) throws IOException {
        return LayerIndexFile.read(Bytes.of(file).openStream(), "index");
    }

    private static byte[] write(LayerIndex layerIndex) throws IOException {
        var out = new ByteArrayOutputStream();
        LayerIndexFile.write(layerIndex, out);
        return out.toByteArray();
    }

    /// Returns what GNU tar makes of a small tree.
    private static byte[] gnuTar(Path scratch, String... options) throws Exception {
        Path root = scratch.resolve("root");
        if (!Files.exists(root)) {
            Files.createDirectories(root.resolve("etc/deep"));
            Files.writeString(root.resolve("etc/name"), "content\n".repeat(90));
            Files.createSymbolicLink(root.resolve("link"), Path.of("etc/name"));
            Files.createLink(root.resolve("other"), root.resolve("etc/name"));
            Files.writeString(root.resolve(".wh.gone"), "");
            try (var sparse =
                    Files.newByteChannel(
                            root.resolve("sparse"),
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.SPARSE,
                            StandardOpenOption.WRITE)) {
                for (int i = 1; i < 8; i++) {
                    sparse.position(i * 100_000L).write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
                }
            }
        }
        boolean sparse = List.of(options).contains("--sparse");
        List<String> command = new ArrayList<>(List.of("tar", "-c", "-C", root.toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("etc", "link", "other", ".wh.gone"));
        command.addAll(sparse ? List.of("sparse") : List.of());
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        byte[] tar = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
        return tar;
    }

    private static byte[] allKinds() {
        return new TestTar()
                .pax('g', "comment=all of it")
                .pax("SCHILY.xattr.user.a=b", "mtime=1700000000.123456789", "uid=3000000000")
                .add(header('0', "file"), "hello")
                .gnuLong('L', "long/".repeat(30) + "name")
                .add(header('0', "x").gnu(), "more")
                .gnuLong('K', "target/".repeat(30))
                .add(header('2', "symbolic").gnu())
                .add(header('1', "hard").link("file"))
                .add(header('3', "char").device(1, 3))
                .add(header('4', "block").device(8, 70_000))
                .add(header('6', "fifo"))
                .add(header('5', "directory/").mode(01777))
                .file("directory/.wh..wh..opq")
                .end();
    }
}
