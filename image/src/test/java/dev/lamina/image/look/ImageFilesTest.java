package dev.lamina.image.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageConfig;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.TreePath;
import dev.lamina.image.json.ImageConfigJson;
import dev.lamina.image.tree.TestLayer;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// The files of an image without a hub or a store around them.
final class ImageFilesTest {

    private static final String LOWER =
            """
            bin -> usr/bin
            etc/
            etc/hosts = first
            etc/old = old
            loop -> loop
            usr/
            usr/bin/
            usr/bin/run = program
            """;

    private static final String UPPER =
            """
            etc/
            etc/hosts = later
            etc/.wh.old
            """;

    private static ImageFiles files(String... layers) throws IOException {
        List<TestLayer> made = List.of(layers).stream().map(TestLayer::of).toList();
        return new ImageFiles(
                made.stream().map(TestLayer::layerIndex).toList(),
                layer ->
                        new ByteArrayInputStream(
                                made.stream()
                                        .filter(one -> one.layerIndex().diffId().equals(layer))
                                        .findFirst()
                                        .orElseThrow()
                                        .tar()
                                        .toArray()));
    }

    private static ImageConfig config() throws IOException {
        Bytes text =
                Bytes.utf8(
                        """
                        {"architecture":"amd64","os":"linux","config":{},
                        "rootfs":{"type":"layers","diff_ids":[]}}""");
        return ImageConfigJson.parse(text, "config");
    }

    @Test
    void aRowSaysWhichLayerNamedItLast() throws Exception {
        Listing etc = files(LOWER, UPPER).list(TreePath.parse("/etc"), 10);

        assertThat(etc.rows())
                .extracting(FileRow::name, FileRow::size, FileRow::layerNumber)
                .containsExactly(tuple("hosts", 5L, 2));
    }

    @Test
    void aListingHasAsManyRowsAsAskedForAndCountsAll() throws Exception {
        Listing root = files(LOWER).list(TreePath.ROOT, 2);

        assertThat(root.rows()).extracting(FileRow::name).containsExactly("bin", "etc");
        assertThat(root.count()).isEqualTo(4);
    }

    @Test
    void aPathIsFollowedThroughLinksToItsEnd() throws Exception {
        ImageFiles files = files(LOWER);

        FollowedPath run = files.follow(TreePath.parse("/bin/run"));
        assertThat(run.row().path()).isEqualTo(TreePath.parse("/usr/bin/run"));
        assertThat(run.end()).isEqualTo(FollowedPath.End.REACHED);
        assertThat(files.follow(TreePath.parse("/loop")).end()).isEqualTo(FollowedPath.End.LOOP);
        assertThatThrownBy(() -> files.follow(TreePath.parse("/gone")))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void aFileIsReadOutOfTheTarOfItsLayer() throws Exception {
        ImageFiles files = files(LOWER, UPPER);

        for (var expected : List.of("/etc/hosts=later", "/usr/bin/run=program")) {
            String[] parts = expected.split("=");
            try (InputStream in = files.open(TreePath.parse(parts[0]))) {
                assertThat(in.readAllBytes()).asString().isEqualTo(parts[1]);
            }
        }
        assertThatThrownBy(() -> files.open(TreePath.parse("/etc")))
                .isInstanceOf(NotFoundException.class);
    }

    /// All files have the same size and time: only their content tells them apart.
    @Test
    void filesThatMayNotBeReadAreDoubtful() throws Exception {
        ImageFiles one = files("a = 1234\nb = same\n");
        ImageFiles two = files("0 = moves the others\na = 4321\nb = same\n");

        ImageDifference read = ImageDifference.between(config(), one, config(), two, 1 << 20);
        assertThat(read.files()).extracting(Object::toString).containsExactly("A /0", "C /a");
        assertThat(read.doubtful()).isZero();

        ImageDifference unread = ImageDifference.between(config(), one, config(), two, 0);
        assertThat(unread.files()).extracting(Object::toString).containsExactly("A /0");
        assertThat(unread.doubtful()).isEqualTo(2);
    }
}
