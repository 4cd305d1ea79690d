package dev.lamina.image.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.image.Attributes;
import dev.lamina.image.Bytes;
import dev.lamina.image.Compression;
import dev.lamina.image.Digest;
import dev.lamina.image.Name;
import dev.lamina.image.TreePath;
import dev.lamina.image.compression.DecoderLimits;
import dev.lamina.image.compression.JdkGzipDecoder;
import dev.lamina.image.compression.LayerDecoder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Writing a layer, judged by what our own reader says of it; other readers judge it in the module
/// `testing`.
final class NewLayerTest {

    private static final byte[] CONTENT = "hello\n".getBytes(UTF_8);

    private static final Attributes PLAIN =
            Attributes.of(0644, 0, 0, Instant.ofEpochSecond(1_700_000_000));
    private static final Attributes LINK =
            Attributes.of(0777, 0, 0, Instant.ofEpochSecond(1_700_000_000));

    private static final List<LayerEntry> ENTRIES =
            List.of(
                    new LayerEntry.Directory(
                            TreePath.ROOT, Attributes.of(0755, 0, 0, Instant.EPOCH)),
                    new LayerEntry.Directory(
                            TreePath.parse("usr"),
                            Attributes.of(01777, 1, 2, Instant.ofEpochSecond(5, 123_000_000))),
                    file("usr/hello", PLAIN),
                    new LayerEntry.HardLink(
                            TreePath.parse("usr/again"), TreePath.parse("usr/hello"), PLAIN),
                    new LayerEntry.Symlink(TreePath.parse("usr/link"), LINK, Bytes.utf8("hello")),
                    new LayerEntry.Symlink(
                            TreePath.parse("usr/long"), LINK, Bytes.utf8("../".repeat(80) + "x")),
                    file("a".repeat(101) + "/" + "b".repeat(255), PLAIN),
                    file("a".repeat(150) + "/" + "b".repeat(100), PLAIN),
                    file(
                            "past",
                            Attributes.of(
                                    0, 5_000_000, 0xFFFF_FFFEL, Instant.ofEpochSecond(-2, 1))),
                    file(
                            "xattrs",
                            PLAIN.withXattrs(
                                    Map.of(
                                            Bytes.utf8("user.empty"),
                                            Bytes.EMPTY,
                                            Bytes.utf8("security.capability"),
                                            Bytes.of(new byte[] {0, '\n', -1})))),
                    new LayerEntry.RegularFile(
                            TreePath.ROOT.child(new Name(Bytes.of(new byte[] {-1, -2}))),
                            PLAIN,
                            FileContent.contiguous(0, CONTENT.length)),
                    new LayerEntry.Device(TreePath.parse("null"), PLAIN, false, 1, 3),
                    new LayerEntry.Device(TreePath.parse("sda"), PLAIN, true, 0xfff, 0xfffff),
                    new LayerEntry.Fifo(TreePath.parse("pipe"), PLAIN),
                    new LayerEntry.Whiteout(TreePath.parse("usr/gone")),
                    new LayerEntry.OpaqueWhiteout(TreePath.parse("usr")));

    private static LayerEntry file(String path, Attributes attributes) {
        return new LayerEntry.RegularFile(
                TreePath.parse(path), attributes, FileContent.contiguous(0, CONTENT.length));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsReadBack(Compression compression) throws Exception {
        var blob = new ByteArrayOutputStream();

        NewLayer written = write(compression, blob);

        assertThat(written.size()).isEqualTo(blob.size());
        assertThat(written.digest()).isEqualTo(Digest.of(Bytes.of(blob.toByteArray())));
        byte[] tar = tar(blob.toByteArray());
        assertThat(written.layerIndex().diffId().digest()).isEqualTo(Digest.of(Bytes.of(tar)));
        assertThat(written.layerIndex().tarSize()).isEqualTo(tar.length);
        assertThat(written.layerIndex().entries()).hasSameSizeAs(ENTRIES);
        for (int i = 0; i < ENTRIES.size(); i++) {
            LayerEntry got = written.layerIndex().entries().toList().get(i);
            if (got instanceof LayerEntry.RegularFile file) {
                int offset = (int) file.content().segments().getFirst().tarOffset();
                assertThat(Arrays.copyOfRange(tar, offset, offset + CONTENT.length))
                        .isEqualTo(CONTENT);
                got =
                        new LayerEntry.RegularFile(
                                file.path(),
                                file.attributes(),
                                FileContent.contiguous(0, file.content().size()));
            }
            assertThat(got).isEqualTo(ENTRIES.get(i));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameEntriesGiveTheSameBytes(Compression compression) throws Exception {
        var first = new ByteArrayOutputStream();
        var second = new ByteArrayOutputStream();

        write(compression, first);
        write(compression, second);

        assertThat(second.toByteArray()).isEqualTo(first.toByteArray());
    }

    @Test
    void contentOfAnotherSizeIsRefused() {
        for (String content : List.of("hell", "hello\nx")) {
            assertThatThrownBy(
                            () ->
                                    NewLayer.write(
                                            List.of(file("x", PLAIN)),
                                            file ->
                                                    new ByteArrayInputStream(
                                                            content.getBytes(UTF_8)),
                                            Compression.NONE,
                                            new ByteArrayOutputStream()))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("content of x: expected 6 bytes, got ");
        }
    }

    @Test
    void aNameThatWouldBeAWhiteoutIsRefused() {
        assertThatThrownBy(
                        () ->
                                new LayerWriter(new ByteArrayOutputStream())
                                        .add(new LayerEntry.Fifo(TreePath.parse("a/.wh.b"), PLAIN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("/a/.wh.b: expected a name that means no whiteout, got one");
    }

    @Test
    void aHardLinkBeforeItsTargetIsRefused() {
        assertThatThrownBy(
                        () ->
                                new LayerWriter(new ByteArrayOutputStream())
                                        .add(
                                                new LayerEntry.HardLink(
                                                        TreePath.parse("a"),
                                                        TreePath.parse("b"),
                                                        PLAIN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("hard link /a: expected a target that came before, got /b");
    }

    private static NewLayer write(Compression compression, ByteArrayOutputStream blob)
            throws IOException {
        return NewLayer.write(
                ENTRIES, file -> new ByteArrayInputStream(CONTENT), compression, blob);
    }

    private static byte[] tar(byte[] blob) throws IOException {
        try (var tar =
                LayerDecoder.open(
                        new ByteArrayInputStream(blob),
                        JdkGzipDecoder::new,
                        DecoderLimits.DEFAULT,
                        "layer")) {
            return tar.readAllBytes();
        }
    }
}
