package dev.lamina.image.layer;

import static dev.lamina.image.layer.Indexing.index;
import static dev.lamina.image.layer.Indexing.refusal;
import static dev.lamina.image.layer.Indexing.text;
import static dev.lamina.image.tar.TestTar.header;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.image.TreePath;
import dev.lamina.image.tar.TarLimits;
import dev.lamina.image.tar.TestTar;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;

/// What entries mean in a layer: image-spec 1.1, layer.md.
final class LayerEntriesTest {

    private static final String FILE = "- 0644 0:0 1970-01-01T00:00:00Z ";

    @Test
    void aWhiteoutIsOfTheNameThatItHides() throws Exception {
        byte[] tar =
                new TestTar()
                        .file("etc/.wh.passwd")
                        .file(".wh.etc")
                        .add(header('5', "usr/.wh.lib/"))
                        .add(header('0', "usr/.wh.with content"), "x")
                        .file("usr/.wh...x")
                        .end();

        assertThat(text(tar))
                .isEqualTo(
                        """
                whiteout /etc/passwd
                whiteout /etc
                whiteout /usr/lib
                whiteout /usr/with content
                whiteout /usr/..x
                """);
    }

    @Test
    void anOpaqueWhiteoutIsOfItsDirectory() throws Exception {
        byte[] tar = new TestTar().file("etc/.wh..wh..opq").file(".wh..wh..opq").end();

        assertThat(text(tar)).isEqualTo("opaque /etc\nopaque /\n");
    }

    @Test
    void whatAufsKeptAtItsRootMeansNothing() throws Exception {
        byte[] tar =
                new TestTar()
                        .file(".wh..wh.aufs")
                        .add(header('5', ".wh..wh.plnk/"))
                        .file(".wh..wh.plnk/123.456")
                        .add(header('5', ".wh..wh.orph/"))
                        .file("a")
                        .end();

        assertThat(text(tar)).isEqualTo(FILE + "/a 0\n");
    }

    @Test
    void slashesAndDotsInPathsMeanNothing() throws Exception {
        byte[] tar =
                new TestTar()
                        .add(header('5', "./"))
                        .add(header('5', "/"))
                        .add(header('5', "."))
                        .file("./a")
                        .file("/a/b")
                        .file("a//./c")
                        .add(header('1', "d").link("./a/./b"))
                        .add(header('1', "e").link("/a/b"))
                        .end();

        assertThat(text(tar).replace("0644 0:0 1970-01-01T00:00:00Z ", ""))
                .isEqualTo(
                        """
                d /
                d /
                d /
                - /a 0
                - /a/b 0
                - /a/c 0
                h /d = /a/b
                h /e = /a/b
                """);
    }

    /// As Go's `path.Clean` does it, with which Docker, Podman, containerd and umoci read names.
    @Test
    void aParentInAPathTakesBackTheNameBeforeIt() throws Exception {
        byte[] tar =
                new TestTar()
                        .file("x/../y")
                        .file("a/b/./..//c")
                        .file("a/b/../../d")
                        .file("a/b/c/../.wh.e")
                        .file("a/.wh.f/../g")
                        .file(".wh..wh.plnk/../h")
                        .file("a/..b/...")
                        .file("a/..b/i")
                        .add(header('5', "a/.."))
                        .add(header('1', "j").link("x/../y"))
                        .end();

        assertThat(text(tar).replace("0644 0:0 1970-01-01T00:00:00Z ", ""))
                .isEqualTo(
                        """
                - /y 0
                - /a/c 0
                - /d 0
                whiteout /a/b/e
                - /a/g 0
                - /h 0
                - /a/..b/... 0
                - /a/..b/i 0
                d /
                h /j = /y
                """);
    }

    @Test
    void theLabelOfAVolumeMeansNothing() throws Exception {
        byte[] tar = new TestTar().add(header('V', "label")).file("a").end();

        assertThat(text(tar)).isEqualTo(FILE + "/a 0\n");
        assertThat(text(new TestTar().add(header('V', "")).end())).isEmpty();
    }

    @Test
    void pathsAreRightWhateverCameBefore() throws Exception {
        String[] names = {
            "a/b/c",
            "a/b/cc",
            "a/b",
            "a/bc/d",
            "./a/b/c",
            ".//a/./b/x",
            "a/b/c/",
            "a/b/c/d",
            "a",
            "ab",
            "a/.../a",
            "a/b/../b/c",
            "a/b/..",
            "/",
            "x"
        };
        for (String first : names) {
            for (String second : names) {
                byte[] tar = new TestTar().add(header('5', first)).add(header('5', second)).end();

                assertThat(index(tar, 512).entries())
                        .as(first + " and " + second)
                        .extracting(LayerEntry::path)
                        .containsExactly(clean(first), clean(second));
            }
        }
    }

    private static TreePath clean(String path) {
        return TreePath.parse(Path.of("/" + path).normalize().toString());
    }

    @Test
    void pathsOfOneDirectoryShareTheirParent() throws Exception {
        LayerIndex layerIndex = index(new TestTar().file("usr/a").file("usr/b").end());

        List<LayerEntry> entries = layerIndex.entries().toList();
        TreePath first = entries.get(0).path();
        TreePath second = entries.get(1).path();
        assertThat(second.parent()).isSameAs(first.parent());
    }

    @Test
    void theSameNameMayComeTwiceAndParentsNeedNotCome() throws Exception {
        byte[] tar = new TestTar().file("a/b/c").file("a/b/c").end();

        assertThat(text(tar)).isEqualTo(FILE + "/a/b/c 0\n" + FILE + "/a/b/c 0\n");
    }

    @Test
    void theTargetOfASymlinkIsKeptAsItIs() throws Exception {
        byte[] tar = new TestTar().add(header('2', "a").link("..//../etc/./passwd/")).end();

        assertThat(text(tar))
                .isEqualTo("l 0777 0:0 1970-01-01T00:00:00Z /a -> ..//../etc/./passwd/\n");
    }

    @Test
    void everyLimitHolds() {
        byte[] twoFiles = new TestTar().file("a").file("b").end();
        byte[] xattrs =
                new TestTar()
                        .pax("SCHILY.xattr.user.a=12345678", "SCHILY.xattr.user.b=12345678")
                        .file("a")
                        .end();

        assertThat(refusal(twoFiles, limits(1, 10, 10, 10, 100, 100)))
                .isEqualTo("layer, at 512: layer: expected at most 1 entries, got more");
        assertThat(refusal(twoFiles, limits(9, 10, 10, 10, 100, 77)))
                .isEqualTo(
                        "layer, at 512: layer: expected a layer index of at most 77 bytes, got 78");
        assertThat(refusal(new TestTar().file("a/b").end(), limits(9, 1, 10, 10, 100, 100)))
                .isEqualTo("layer, at 0: path 'a/b': path: expected at most 1 names, got more");
        assertThat(refusal(xattrs, limits(9, 9, 1, 10, 100, 100)))
                .contains("xattrs: expected at most 1 of 100 bytes in all, got 2 of 28");
        assertThat(refusal(xattrs, limits(9, 9, 9, 7, 100, 100)))
                .contains("xattr user.a: expected at most 7 bytes, got 8");
        assertThat(refusal(xattrs, limits(9, 9, 9, 9, 27, 100)))
                .contains("xattrs: expected at most 9 of 27 bytes in all, got 2 of 28");
    }

    private static LayerLimits limits(
            int entries, int pathDepth, int xattrs, int xattrSize, int xattrTotal, long indexSize) {
        return new LayerLimits(
                TarLimits.DEFAULT, entries, pathDepth, xattrs, xattrSize, xattrTotal, indexSize);
    }
}
