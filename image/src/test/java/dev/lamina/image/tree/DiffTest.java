package dev.lamina.image.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/// What [Diff] calls added, changed and deleted.
final class DiffTest {

    @Test
    void equalTreesHaveNoChanges() throws IOException {
        String lines =
                """
                a/ mode=0700
                a/file xattr:user.x=1 = text
                a/link -> file
                a/other == a/file
                null char 1:3
                pipe fifo
                """;

        assertThat(diff(lines, lines)).isEmpty();
        assertThat(diff(lines, "unused = makes other places\n" + lines)).isEqualTo("A /unused");
    }

    @Test
    void whatIsAddedIsNamedWithAllBelowIt() throws IOException {
        assertThat(diff("a/", "a/\nb/\nb/c/\nb/c/d = d")).isEqualTo("A /b\nA /b/c\nA /b/c/d");
    }

    @Test
    void whatIsDeletedIsNamedOnce() throws IOException {
        assertThat(diff("a/\nb/\nb/c/\nb/c/d = d", "a/")).isEqualTo("D /b");
    }

    @Test
    void otherAttributesAreAChange() throws IOException {
        String lines = "a = a\nb = b\nc = c\nd = d\ne/\ne/f = f";

        assertThat(
                        diff(
                                lines,
                                """
                                a mode=0600 = a
                                b owner=1:0 = b
                                c mtime=1970-01-01T00:00:00.000000001Z = c
                                d xattr:user.x=1 = d
                                e/ mode=0700
                                e/f = f
                                """))
                .isEqualTo("C /a\nC /b\nC /c\nC /d\nC /e");
    }

    @Test
    void otherContentIsAChange() throws IOException {
        assertThat(diff("a = aaa\nb = b\nc -> x", "a = aab\nb = bb\nc -> y"))
                .isEqualTo("C /a\nC /b\nC /c");
        assertThat(diff("a char 1:3\nb block 1:3", "a char 1:4\nb char 1:3"))
                .isEqualTo("C /a\nC /b");
    }

    @Test
    void anotherKindIsAChangeWithAllThatComesWithIt() throws IOException {
        assertThat(diff("a = a\nb/\nb/x = x", "a/\na/y = y\nb -> x"))
                .isEqualTo("C /a\nA /a/y\nC /b");
    }

    @Test
    void hardLinksThatComeOrGoAreAChange() throws IOException {
        assertThat(diff("a = x\nb = x", "a = x\nb == a")).isEqualTo("C /b");
        assertThat(diff("a = x\nb == a", "a = x\nb = x")).isEqualTo("C /b");
    }

    @Test
    void theRootCanChange() throws IOException {
        assertThat(diff("/ mode=0700", "/ mode=0711")).isEqualTo("C /");
    }

    private static String diff(String lower, String upper) throws IOException {
        List<TestLayer> layers = List.of(TestLayer.of(lower), TestLayer.of(upper));
        Dump.Contents contents = TestLayer.contents(layers);

        List<Diff.Change> changes =
                Diff.between(
                        TestLayer.union(layers.subList(0, 1)),
                        TestLayer.union(layers.subList(1, 2)),
                        (a, b) -> contents.of(a).equals(contents.of(b)));
        return changes.stream().map(Diff.Change::toString).collect(Collectors.joining("\n"));
    }
}
