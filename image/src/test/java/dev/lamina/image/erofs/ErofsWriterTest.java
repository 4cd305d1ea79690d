package dev.lamina.image.erofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.image.Attributes;
import dev.lamina.image.Bytes;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.Name;
import dev.lamina.image.layer.FileContent;
import dev.lamina.image.layer.FileContent.Segment;
import dev.lamina.image.tree.FileNode;
import dev.lamina.image.tree.Tree;
import dev.lamina.image.tree.TreeBuilder;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How [ErofsWriter] maps content to chunks, and what it refuses. The numbers are those of
/// `docs/formats/erofs-profile.md`, section 7.
final class ErofsWriterTest {

    private static final DiffId LAYER = new DiffId(Digest.of(Bytes.utf8("layer")));
    private static final Attributes PLAIN = Attributes.of(0644, 0, 0, Instant.EPOCH);
    private static final long TIB = 1L << 40;

    @Test
    void contentInOnePieceIsKept() throws IOException {
        for (long size : new long[] {1, 512, 513, 1 << 20, (1L << 32) + 1, TIB, TIB + 1}) {
            FileContent content = FileContent.contiguous(1024, size);

            assertThat(written(content, 2 * TIB - 1024)).as(size + " bytes").isEqualTo(content);
        }
    }

    @Test
    void holesAreKept() throws IOException {
        var content =
                new FileContent(
                        10_000,
                        List.of(new Segment(512, 1024, 1024), new Segment(8192, 2048, 1808)));

        assertThat(written(content, 1 << 20)).isEqualTo(content);
    }

    @Test
    void aFileThatIsAllHoleHasNoSegments() throws IOException {
        var content = new FileContent(1L << 50, List.of());

        assertThat(written(content, 1024)).isEqualTo(content);
    }

    @Test
    void segmentsOffTheBordersOfBlocksAreRefused() {
        var content = new FileContent(4096, List.of(new Segment(100, 1024, 50)));

        assertThatThrownBy(() -> written(content, 4096))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageStartingWith(
                        "sparse file, at 1024: expected segments on 512-byte borders, got ");
    }

    @Test
    void aFileOfTooManyPiecesIsRefused() {
        var content = new FileContent(TIB, List.of(new Segment(512, 1024, 512)));

        assertThatThrownBy(() -> written(content, 4096))
                .isInstanceOf(ImageFormatException.class)
                .hasMessage("sparse file: expected at most 4194304 chunks, got 2147483648");
    }

    @Test
    void aTarThatBlockAddressesCannotReachIsRefused() {
        assertThatThrownBy(() -> written(FileContent.EMPTY, 2 * TIB))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining("tar: expected at most 2199023254528 bytes");
    }

    @Test
    void aFileInALayerThatIsNotGivenIsAnErrorOfTheCaller() {
        var other = new DiffId(Digest.of(Bytes.EMPTY));
        Tree tree = tree(other, FileContent.contiguous(512, 1));

        assertThatThrownBy(() -> write(tree, 1024)).isInstanceOf(IllegalArgumentException.class);
    }

    /// Writes an image with one file and returns what its reader says of the content.
    private static FileContent written(FileContent content, long tarSize) throws IOException {
        Bytes image = write(tree(LAYER, content), tarSize);
        Tree read = ErofsReader.read(image, "image", List.of(LAYER));
        return ((FileNode) read.root().find(Name.of("file")).orElseThrow()).content();
    }

    private static Tree tree(DiffId layer, FileContent content) {
        var builder = new TreeBuilder(PLAIN);
        builder.addFile(builder.root(), Name.of("file"), PLAIN, layer, content);
        return builder.finish();
    }

    private static Bytes write(Tree tree, long tarSize) throws IOException {
        var image = new ByteArrayOutputStream();
        ErofsWriter.write(tree, new LinkedHashMap<>(Map.of(LAYER, tarSize)), image);
        return Bytes.of(image.toByteArray());
    }
}
