package dev.lamina.testing.judge;

import static dev.lamina.image.tar.TestTar.header;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.image.tar.TestTar;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Odd tars, as umoci, which reads them with Go's archive/tar as engines do, or GNU tar unpacks them.
@Tag("linux")
final class OddTarsTest {

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
    void parentsInPathsTakeBackNames() throws IOException {
        Views views =
                views(
                        new TestTar()
                                .add(header('5', "x/").mode(0755))
                                .add(header('0', "x/../y"), "y")
                                .add(header('0', "none/../z"), "z")
                                .add(header('0', "y/../x/./a//../b"), "b")
                                .add(header('1', "h").link("x/../y"))
                                .add(header('2', "d").link("x"))
                                .add(header('0', "d/../beside"), "beside")
                                .end());

        assertSame(views.tree(), views.umoci());
    }

    @Test
    void symbolicLinksAndTheRootHaveTheirModes() throws IOException {
        Views views =
                views(
                        new TestTar()
                                .add(
                                        header('5', "./")
                                                .mode(01711)
                                                .owner(5, 6)
                                                .modified(1_500_000_000))
                                .add(header('2', "a").link("t").mode(0))
                                .add(header('2', "b").link("t").mode(07644))
                                .end());

        String tree = views.tree();
        assertThat(tree).startsWith("/ mode=1711 owner=5:6 mtime=2017-07-14T02:40:00Z\n");
        assertSame(tree, views.umoci());
        assertSame(tree, views.overlay());
        for (String way : List.of("file", "loop", "directories")) {
            assertThat(views.mount(way)).isEqualTo(tree);
        }
    }

    @Test
    void numbersMayBeginWithZeros() throws IOException {
        Views views =
                views(
                        new TestTar()
                                .pax("uid=00000000000000000000007", "mtime=0001500000000.5")
                                .add(header('0', "a"), "a")
                                .add(header('x', "x"), "0000000000000000000000032 uid=8\n")
                                .add(header('0', "b"), "b")
                                .end());

        assertSame(views.tree(), views.umoci());
        assertSame(views.tree(), views.overlay());
    }

    @Test
    void whatSaysSomethingOfNoEntryMeansNothing() throws IOException {
        Views views = views(new TestTar().file("a").pax("path=b").gnuLong('L', "c").end());

        assertSame(views.tree(), views.umoci());
        assertSame(views.tree(), views.overlay());
    }

    @Test
    void listsOfDirectoriesAreDirectories() throws IOException {
        Views views =
                views(
                        new TestTar()
                                .add(header('V', "label").gnu())
                                .add(header('D', "d/").gnu().mode(0750).owner(3, 4), "Yfile\0\0")
                                .add(header('0', "d/file"), "x")
                                .end());

        assertSame(views.tree(), views.overlay());
    }

    private static void assertSame(String tree, String theirs) {
        assertThat(Difference.between(tree, theirs, Excuse.UNNAMED_DIRECTORIES)).isEmpty();
    }

    private Views views(byte[] tar) throws IOException {
        Path file = Files.write(scratch.resolve("layer.tar"), tar);
        return new Views(OciLayout.create(scratch.resolve("layout"), List.of(file)), scratch);
    }
}
