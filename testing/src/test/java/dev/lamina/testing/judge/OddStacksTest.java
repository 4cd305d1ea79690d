package dev.lamina.testing.judge;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;
import dev.lamina.image.tar.TestTar;
import dev.lamina.image.tree.TestLayer;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Stacks of layers and tars that are harder to mount than others.
@Tag("linux")
final class OddStacksTest {

    @TempDir private Path scratch;

    @BeforeAll
    static void requireRoot() throws IOException {
        Tool.requireRoot();
    }

    /// `umoci insert` 0.4 writes such tars: neither padding nor an end behind the last content. The
    /// kernel cannot read the last block of one, so that its files must be written out.
    @Test
    void aTarThatEndsBehindItsContentIsMountedWhole() throws IOException {
        byte[] whole = TestLayer.of("a = first\nb = the last byte counts").tar().toArray();
        byte[] cut = new byte[4 * 512 - 512 + "the last byte counts".length()];
        System.arraycopy(whole, 0, cut, 0, cut.length);
        Path tar = Files.write(scratch.resolve("cut.tar"), cut);
        OciLayout image = OciLayout.create(scratch.resolve("layout"), List.of(tar));

        String tree = new Views(image, scratch).tree();

        assertThat(tree).contains("b = 20 bytes");
        assertThat(new Views(image, scratch).mount("")).isEqualTo(tree);
    }

    /// GNU tar cuts files at blocks; the format allows more.
    @Test
    void aSparseFileWithoutBlockBordersIsMountedWhole() throws IOException {
        byte[] map = "1\n3\n5\n".getBytes(US_ASCII);
        byte[] data = Arrays.copyOf(Arrays.copyOf(map, 512), 512 + 5);
        System.arraycopy("middl".getBytes(US_ASCII), 0, data, 512, 5);
        byte[] tar =
                new TestTar()
                        .pax(
                                "GNU.sparse.major=1",
                                "GNU.sparse.minor=0",
                                "GNU.sparse.name=sparse",
                                "GNU.sparse.realsize=10")
                        .add(TestTar.header('0', "GNUSparseFile.0/sparse"), data)
                        .file("other")
                        .end();
        Path file = Files.write(scratch.resolve("sparse.tar"), tar);
        OciLayout image = OciLayout.create(scratch.resolve("layout"), List.of(file));

        String tree = new Views(image, scratch).tree();

        Digest content = Digest.of(Bytes.utf8("\0\0\0middl\0\0"));
        assertThat(tree).contains("sparse = 10 bytes " + content);
        assertThat(new Views(image, scratch).mount("")).isEqualTo(tree);
    }

    @Test
    void aLayerMayOccurTwice() throws IOException {
        OciLayout image = layout("a = a\nb = b", ".wh.b\nc = c", "a = a\nb = b");

        String tree = new Views(image, scratch).tree();

        assertThat(tree).contains("\na = ", "\nb = ", "\nc = ");
        assertThat(new Views(image, scratch).mount("file")).isEqualTo(tree);
        assertThat(new Views(image, scratch).mount("loop")).isEqualTo(tree);
    }

    @Test
    void threeHundredLayersAreOneFileSystem() throws IOException {
        var layers = new ArrayList<String>();
        for (int i = 0; i < 300; i++) {
            layers.add("common = from layer " + i + "\nonly/" + i + " = " + i);
        }
        OciLayout image = layout(layers.toArray(String[]::new));

        String tree = new Views(image, scratch).tree();

        assertThat(tree.lines()).hasSize(303);
        assertThat(new Views(image, scratch).mount("file")).isEqualTo(tree);
    }

    private OciLayout layout(String... layers) throws IOException {
        var tars = new ArrayList<Path>();
        for (String layer : layers) {
            Path tar = scratch.resolve(tars.size() + ".tar");
            tars.add(Files.write(tar, TestLayer.of(layer).tar().toArray()));
        }
        return OciLayout.create(scratch.resolve("layout"), tars);
    }
}
