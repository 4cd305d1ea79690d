package dev.lamina.image.erofs;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.image.Bytes;
import dev.lamina.image.DiffId;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.Mutations;
import dev.lamina.image.tree.Dump;
import dev.lamina.image.tree.TestLayer;
import dev.lamina.image.tree.Tree;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;

/// Whatever bytes come as an EROFS image, they are refused as documented, or give a tree that is the
/// same when it is written and read again. The corpus has all images with the same tar.
final class ErofsFuzzTest {

    private static final String KINDS =
            """
            a = a
            b/ mode=0700
            b/c xattr:user.x=y xattr:security.capability=z = c
            b/d -> ../a
            b/e == a
            b/f char 1:3
            b/g fifo
            b/h block 8:70000
            """;

    @Test
    void anyBytesAreAnImageOrRefused(@TempDir Path scratch) throws Exception {
        TestImage image = TestImage.of(KINDS);
        TestLayer layer = image.layers().getFirst();
        Mutations.of(List.of(image.bytes().toArray(), ofTools(scratch)))
                .mendedBy(ErofsFuzzTest::withChecksum)
                .check(2_000, ImageFormatException.class, input -> read(input, layer));
    }

    private static void read(byte[] input, TestLayer layer) throws IOException {
        DiffId diffId = layer.layerIndex().diffId();
        Tree tree = ErofsReader.read(Bytes.of(input), "image", List.of(diffId));
        var sizes = new LinkedHashMap<DiffId, Long>();
        sizes.put(diffId, layer.layerIndex().tarSize());
        var out = new ByteArrayOutputStream();

        ErofsWriter.write(tree, sizes, out);

        Tree again = ErofsReader.read(Bytes.of(out.toByteArray()), "again", List.of(diffId));
        assertThat(Dump.of(again)).isEqualTo(Dump.of(tree));
    }

    private static byte[] withChecksum(byte[] image) {
        if (image.length >= ErofsFormat.SUPERBLOCK_OFFSET + ErofsFormat.BLOCK_SIZE) {
            LittleEndian.putInt(
                    image, ErofsFormat.SUPERBLOCK_OFFSET + 4, Superblock.checksum(image));
        }
        return image;
    }

    /// Returns an image of another profile than ours, as `mkfs.erofs` makes it.
    private static byte[] ofTools(Path scratch) throws Exception {
        Path root = Files.createDirectories(scratch.resolve("root/directory"));
        Files.writeString(root.resolve("file"), "content");
        Path file = scratch.resolve("image");
        Process process =
                new ProcessBuilder(
                                "mkfs.erofs", file.toString(), scratch.resolve("root").toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return Files.readAllBytes(file);
    }
}
