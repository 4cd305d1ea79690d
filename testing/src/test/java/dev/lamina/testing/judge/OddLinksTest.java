package dev.lamina.testing.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.image.tree.TestLayer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Layers over links of lower layers: GNU tar unpacks each, overlayfs joins them, as engines do, and
/// shows the files that the tree has.
@Tag("linux")
final class OddLinksTest {

    private static final String LOWER =
            """
            link -> target
            plain = plain
            target/
            target/keep = keep
            target/sub/
            target/sub/deep = deep
            """;

    /// Each names the directories that take the place of links: programs that unpack all layers into
    /// one directory agree on them.
    private static final List<List<String>> NAMED =
            List.of(
                    List.of(LOWER, "link/\nlink/.wh.keep\nlink/new = new"),
                    List.of(LOWER, "link/\nlink/.wh..wh..opq\nlink/new = new"),
                    List.of(LOWER, "link/\nlink/sub/\nlink/sub/.wh.deep\nlink/new = new"),
                    List.of(LOWER, "link/\nlink/sub/\nlink/sub/.wh..wh..opq"),
                    List.of(LOWER, "link/\nlink/.wh.sub\nlink/new = new"),
                    List.of(LOWER, "plain/\nplain/.wh.keep\nplain/new = new"),
                    List.of(LOWER, "over -> link", "over/\nover/.wh.keep\nover/x = x"),
                    List.of(
                            "a/\na/low = low\ntarget/\ntarget/keep = keep",
                            "a -> target",
                            "a/\na/.wh.keep\na/.wh.low\na/new = new"),
                    List.of(LOWER, "target/\nmine -> target\nmine/.wh.keep"));

    /// Each leaves out the directories.
    private static final List<List<String>> UNNAMED =
            List.of(
                    List.of(LOWER, "link/new = new"),
                    List.of(LOWER, "link/sub/new = new\nlink/sub/.wh.deep"),
                    List.of(LOWER, "link/.wh.keep\nlink/new = new"),
                    List.of(LOWER, "link/.wh..wh..opq\nlink/new = new"),
                    List.of(LOWER, "plain/new/x = x"),
                    List.of(LOWER, "link/a = a", "link/b = b\ntarget/.wh.keep"),
                    List.of("a -> b\nb -> c\nc/\nc/keep = keep", "b/new = new\nc/.wh.keep"));

    @TempDir private Path scratch;

    @BeforeAll
    static void requireRoot() throws IOException {
        Tool.requireRoot();
    }

    /// JUnit would warn of every link that leads out of the directory.
    @AfterEach
    void removeFiles() throws IOException {
        Tool.require("find").run(scratch, "-mindepth", 1, "-delete");
    }

    @Test
    void overlayfsShowsTheTreeOfLayersThatNameTheirDirectories() throws IOException {
        for (List<String> layers : NAMED) {
            Views views = views(layers);
            assertSame(layers, views.tree(), views.overlay());
        }
    }

    @Test
    void overlayfsShowsTheTreeOfLayersThatDoNot() throws IOException {
        for (List<String> layers : UNNAMED) {
            Views views = views(layers);
            assertSame(layers, views.tree(), views.overlay());
        }
    }

    @Test
    void umociUnpacksTheTreeOfLayersThatNameTheirDirectories() throws IOException {
        for (List<String> layers : NAMED) {
            Views views = views(layers);
            assertSame(layers, views.tree(), views.umoci());
        }
    }

    @Test
    void everyWayToMountShowsTheTree() throws IOException {
        List<String> layers = UNNAMED.get(2);
        for (String way : List.of("file", "loop", "directories")) {
            Views views = views(layers);
            assertSame(layers, views.tree(), views.mount(way));
        }
    }

    private static void assertSame(List<String> layers, String tree, String theirs) {
        assertThat(Difference.between(tree, theirs, Excuse.UNNAMED_DIRECTORIES))
                .as(String.join("\n-- next layer\n", layers))
                .isEmpty();
    }

    private Views views(List<String> layers) throws IOException {
        Path directory = Files.createTempDirectory(scratch, "case");
        var tars = new ArrayList<Path>();
        for (String layer : layers) {
            Path tar = directory.resolve(tars.size() + ".tar");
            tars.add(Files.write(tar, TestLayer.of(layer).tar().toArray()));
        }
        return new Views(OciLayout.create(directory.resolve("layout"), tars), directory);
    }
}
