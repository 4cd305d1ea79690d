package dev.lamina.image.layer;

import static dev.lamina.image.tar.TestTar.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.image.DiffId;
import dev.lamina.image.tar.TestTar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

/// The layer index file: `docs/formats/layer-index.md`.
final class LayerIndexFileTest {

    private static final DiffId DIFF_ID = DiffId.parse("sha256:" + "0123456789abcdef".repeat(4));

    @Test
    void whatIsWrittenIsReadBack() throws Exception {
        byte[] tar = new TestTar()
                .add(header('5', "./"))
                .add(header('5', "usr/").mode(0755).owner(1, 2).modified(1_700_000_000))
                .add(header('0', "usr/a"), "hello")
                .add(header('2', "usr/b").link("a"))
                .add(header('1', "usr/c").link("usr/a"))
                .add(header('3', "null").device(1, 3).mode(0666))
                .add(header('4', "sda").device(8, 0))
                .add(header('6', "pipe"))
                .pax("SCHILY.xattr.user.x=\u00ff\u0001", "mtime=-1.5")
                .file("x")
                .file("usr/.wh.old")
                .file("usr/.wh..wh..opq")
                .end();
        var indexer = new LayerIndexer("layer", LayerLimits.DEFAULT);
        indexer.accept(tar, 0, tar.length);
        LayerIndex layerIndex = indexer.finish(DIFF_ID);
        var file = new ByteArrayOutputStream();

        LayerIndexFile.write(layerIndex, file);

        var in = new ByteArrayInputStream(file.toByteArray());
        assertThat(layerIndex.entries()).hasSize(11);
        assertThat(LayerIndexFile.read(in, "index")).isEqualTo(layerIndex);
    }
}
