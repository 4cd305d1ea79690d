package dev.lamina.image.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.image.ImageFormatException;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Arrays;

/// The rules of image-spec 1.1, layer.md, "Applying Changesets" and "Whiteouts", and what it leaves
/// open, one test a rule. How layers are written: [TestEntry].
final class UnionTest {

    private static final String BASE =
            """
            etc/
            etc/hosts = 127.0.0.1 localhost
            etc/passwd = root:x:0:0
            etc/localtime -> ../usr/share/zoneinfo/UTC
            """;

    @Test
    void layersAddUp() throws IOException {
        assertThat(union(BASE, "etc/group = root:x:0:\nopt/"))
                .isEqualTo(
                        """
                        /
                        etc/
                        etc/group = root:x:0:
                        etc/hosts = 127.0.0.1 localhost
                        etc/localtime -> ../usr/share/zoneinfo/UTC
                        etc/passwd = root:x:0:0
                        opt/
                        """);
    }

    @Test
    void aWhiteoutHidesOneNameOfTheLowerLayers() throws IOException {
        assertThat(union(BASE, "etc/.wh.passwd"))
                .isEqualTo(
                        """
                        /
                        etc/
                        etc/hosts = 127.0.0.1 localhost
                        etc/localtime -> ../usr/share/zoneinfo/UTC
                        """);
    }

    @Test
    void aWhiteoutOfADirectoryHidesAllOfIt() throws IOException {
        assertThat(union(BASE, "opt/\n.wh.etc"))
                .isEqualTo(
                        """
                        /
                        opt/
                        """);
    }

    @Test
    void aWhiteoutSparesItsOwnLayerWhateverTheOrder() throws IOException {
        String expected =
                """
                /
                etc/
                etc/hosts = new
                """;

        assertThat(union(BASE, ".wh.etc\netc/\netc/hosts = new")).isEqualTo(expected);
        assertThat(union(BASE, "etc/\netc/hosts = new\n.wh.etc")).isEqualTo(expected);
    }

    @Test
    void anOpaqueWhiteoutSparesItsOwnLayerWhateverTheOrder() throws IOException {
        String expected =
                """
                /
                etc/
                etc/hosts = new
                """;

        assertThat(union(BASE, "etc/.wh..wh..opq\netc/hosts = new")).isEqualTo(expected);
        assertThat(union(BASE, "etc/hosts = new\netc/.wh..wh..opq")).isEqualTo(expected);
    }

    @Test
    void anOpaqueWhiteoutKeepsTheAttributesOfItsDirectory() throws IOException {
        assertThat(union("etc/ mode=0700 owner=1:2\netc/a = a", "etc/.wh..wh..opq"))
                .isEqualTo(
                        """
                        /
                        etc/ mode=0700 owner=1:2
                        """);
    }

    @Test
    void anOpaqueRootHidesEverything() throws IOException {
        assertThat(union(BASE, "a = a\n.wh..wh..opq"))
                .isEqualTo(
                        """
                        /
                        a = a
                        """);
    }

    @Test
    void whiteoutsOfNothingMeanNothing() throws IOException {
        String layer =
                """
                etc/.wh.none
                none/.wh.none
                etc/hosts/.wh.none
                none/.wh..wh..opq
                etc/passwd/.wh..wh..opq
                """;

        assertThat(union(BASE, layer)).isEqualTo(union(BASE));
    }

    @Test
    void whiteoutsInTheLowestLayerMeanNothing() throws IOException {
        assertThat(union("a = a\n.wh.a\n.wh..wh..opq")).isEqualTo("/\na = a\n");
    }

    @Test
    void aWhiteoutOfALinkHidesTheLinkOnly() throws IOException {
        assertThat(union("a/\na/x = x\nb -> a", ".wh.b"))
                .isEqualTo(
                        """
                        /
                        a/
                        a/x = x
                        """);
    }

    @Test
    void whatHasBeenHiddenCanComeBackLater() throws IOException {
        assertThat(union(BASE, ".wh.etc", "etc/ mode=0700\netc/hosts = new"))
                .isEqualTo(
                        """
                        /
                        etc/ mode=0700
                        etc/hosts = new
                        """);
    }

    @Test
    void parentsWithoutAnEntryAreMadeAsRootsDirectories() throws IOException {
        assertThat(union("a/b/c mode=0600 owner=5:6 mtime=2026-01-02T03:04:05Z = c"))
                .isEqualTo(
                        """
                        /
                        a/
                        a/b/
                        a/b/c mode=0600 owner=5:6 mtime=2026-01-02T03:04:05Z = c
                        """);
    }

    @Test
    void aDirectoryCanComeAfterWhatIsInIt() throws IOException {
        assertThat(union("a/b = b\na/ mode=0711")).isEqualTo("/\na/ mode=0711\na/b = b\n");
    }

    @Test
    void theRootHasAttributesToo() throws IOException {
        assertThat(union("/ mode=0700 owner=1:1", "a = a"))
                .isEqualTo("/ mode=0700 owner=1:1\na = a\n");
    }

    @Test
    void ofTheSameNameTwiceTheLastCounts() throws IOException {
        assertThat(union("a = first\na mode=0600 = last")).isEqualTo("/\na mode=0600 = last\n");
    }

    @Test
    void aDirectoryOverADirectoryKeepsTheChildrenAndTakesAllAttributes() throws IOException {
        assertThat(union("a/ owner=1:1 xattr:user.x=1\na/b = b", "a/ mode=0700"))
                .isEqualTo("/\na/ mode=0700\na/b = b\n");
    }

    @Test
    void aFileTakesThePlaceOfADirectory() throws IOException {
        assertThat(union("a/\na/b/c = c", "a = a")).isEqualTo("/\na = a\n");
    }

    @Test
    void aDirectoryTakesThePlaceOfAFile() throws IOException {
        assertThat(union("a = a", "a/\na/b = b")).isEqualTo("/\na/\na/b = b\n");
    }

    @Test
    void aDirectoryTakesThePlaceOfALink() throws IOException {
        assertThat(union("a/\na/x = x\nb -> a", "b/\nb/y = y"))
                .isEqualTo("/\na/\na/x = x\nb/\nb/y = y\n");
    }

    @Test
    void aLinkTakesThePlaceOfADirectory() throws IOException {
        assertThat(union("a/\na/x = x\nb/\nb/y = y", "b -> a\nb/z = z"))
                .isEqualTo("/\na/\na/x = x\na/z = z\nb -> a\n");
    }

    @Test
    void aHardLinkCanLeadToALowerLayer() throws IOException {
        assertThat(union("a mode=0600 = a", "b == a")).isEqualTo("/\na mode=0600 = a\nb == a\n");
    }

    @Test
    void aHardLinkCanLeadToASymbolicLinkADeviceAndAPipe() throws IOException {
        assertThat(union("a -> x\nb char 1:3\nc fifo\nd == a\ne == b\nf == c"))
                .isEqualTo("/\na -> x\nb char 1:3\nc fifo\nd == a\ne == b\nf == c\n");
    }

    @Test
    void aHardLinkKeepsWhatItsFirstNameLoses() throws IOException {
        assertThat(union("a = a\nb == a", ".wh.a")).isEqualTo("/\nb = a\n");
        assertThat(union("a = a\nb == a", "a = new")).isEqualTo("/\na = new\nb = a\n");
    }

    @Test
    void aHardLinkToItselfChangesNothing() throws IOException {
        assertThat(union("a = a\na == a")).isEqualTo("/\na = a\n");
    }

    @Test
    void aHardLinkGivesItsAttributesToANodeOfItsLayer() throws IOException {
        assertThat(
                        union(
                                "a owner=1:1 xattr:user.x=1 = a\nb mode=4711 owner=3:4"
                                        + " mtime=2026-01-02T03:04:05Z xattr:user.y=2 == a"))
                .isEqualTo(
                        "/\na mode=4711 owner=3:4 mtime=2026-01-02T03:04:05Z xattr:user.x=1"
                                + " xattr:user.y=2 = a\nb == a\n");
    }

    @Test
    void ofAHardLinkASymbolicLinkTakesTheOwnerOnly() throws IOException {
        assertThat(
                        union(
                                "a owner=1:1 mtime=2020-01-02T03:04:05Z -> x\n"
                                        + "b mode=0600 owner=3:4 mtime=2026-01-02T03:04:05Z == a"))
                .isEqualTo("/\na owner=3:4 mtime=2020-01-02T03:04:05Z -> x\nb == a\n");
    }

    @Test
    void aHardLinkLeavesANodeOfALowerLayerAsItIs() throws IOException {
        assertThat(union("a mode=0600 = a", "b mode=0777 == a\nc mode=0755 == b"))
                .isEqualTo("/\na mode=0600 = a\nb == a\nc == a\n");
    }

    @Test
    void aHardLinkBelowALinkIsFound() throws IOException {
        assertThat(union("a/\na/x = x\nb -> a", "c == b/x"))
                .isEqualTo("/\na/\na/x = x\nb -> a\nc == a/x\n");
    }

    @Test
    void aHardLinkToNothingIsRefused() {
        assertThatThrownBy(() -> union(BASE, "x = x\nb == none"))
                .isInstanceOf(ImageFormatException.class)
                .hasMessage(
                        "layer 2, entry 1 (/b): hard link: expected /none to be there, got none");
        assertThatThrownBy(() -> union("b == none/x")).isInstanceOf(ImageFormatException.class);
    }

    @Test
    void aHardLinkToWhatItsLayerRemovesIsRefused() {
        assertThatThrownBy(() -> union("a = a", "b == a\n.wh.a"))
                .isInstanceOf(ImageFormatException.class);
    }

    @Test
    void aHardLinkToADirectoryIsRefused() {
        assertThatThrownBy(() -> union("a/\nb == a"))
                .isInstanceOf(ImageFormatException.class)
                .hasMessage("layer 1, entry 1 (/b): hard link: expected no directory, got /a");
    }

    @Test
    void anEntryBelowAFileIsRefused() {
        assertThatThrownBy(() -> union("a = a\na/b/c = c"))
                .isInstanceOf(ImageFormatException.class)
                .hasMessage("layer 1, entry 1 (/a/b/c): expected a above it to be a directory");
    }

    @Test
    void anEntryBelowALinkLiesWhereTheLinkLeads() throws IOException {
        assertThat(union("lib -> usr/lib\nlib/a = a"))
                .isEqualTo("/\nlib -> usr/lib\nusr/\nusr/lib/\nusr/lib/a = a\n");
    }

    @Test
    void linksNeverLeaveTheImage() throws IOException {
        assertThat(union("a/\na/up -> ../../../b\na/top -> /c\na/up/x = x\na/top/y = y"))
                .isEqualTo(
                        """
                        /
                        a/
                        a/top -> /c
                        a/up -> ../../../b
                        b/
                        b/x = x
                        c/
                        c/y = y
                        """);
    }

    @Test
    void linksThatLeadToThemselvesAreRefused() {
        assertThatThrownBy(() -> union("a -> b\nb -> a\na/x = x"))
                .isInstanceOf(ImageFormatException.class)
                .hasMessage(
                        "layer 1, entry 2 (/a/x): symbolic links above it: expected at most 40");
        assertThatThrownBy(() -> union("a -> a/b\na/x = x"))
                .isInstanceOf(ImageFormatException.class);
    }

    @Test
    void aLinkToANameNoFileCanHaveIsRefusedWhereItIsFollowed() {
        String target = "n".repeat(256);

        assertThatThrownBy(() -> union("a -> " + target + "\na/x = x"))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining("symbolic link above it: name: expected 1 to 255 bytes");
    }

    @Test
    void directoriesThatGrowDeeperThroughLinksAreRefusedInTheEnd() {
        var layer = new StringBuilder("down -> .\n");
        String deep = "a/".repeat(500);
        for (int i = 0; i < 5; i++) {
            layer.append("down/").append(deep).append("x = x\n");
            layer.append("down -> down/").append(deep, 0, deep.length() - 1).append("\n");
        }

        assertThatThrownBy(() -> union(layer.toString()))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining("expected at most");
    }

    @Test
    void anEntryBelowALinkOfALowerLayerTakesThePlaceOfTheLink() throws IOException {
        assertThat(union("a/\na/x = x\nb -> a", "b/y = y"))
                .isEqualTo("/\na/\na/x = x\nb/\nb/y = y\n");
    }

    @Test
    void anEntryBelowAFileOfALowerLayerTakesThePlaceOfTheFile() throws IOException {
        assertThat(union("a = a", "a/b/c = c")).isEqualTo("/\na/\na/b/\na/b/c = c\n");
    }

    @Test
    void aDirectoryThatItsLayerDoesNotNameKeepsTheAttributesFromBelow() throws IOException {
        assertThat(union("a/ mode=0700 owner=1:2", "a/b = b"))
                .isEqualTo("/\na/ mode=0700 owner=1:2\na/b = b\n");
    }

    @Test
    void whatALayerReplacesTwiceLiesOverTheLowerOneAsItIsInTheEnd() throws IOException {
        assertThat(union("a/\na/x = x", "a = a\na/ mode=0700"))
                .isEqualTo("/\na/ mode=0700\na/x = x\n");
    }

    @Test
    void aHardLinkToALowerLayerIsFoundThroughLinks() throws IOException {
        assertThat(union("a/\na/x = x\nb -> a", "c == b/x"))
                .isEqualTo("/\na/\na/x = x\nb -> a\nc == a/x\n");
    }

    @Test
    void aHardLinkDoesNotReachThroughALinkThatItsLayerReplaced() {
        assertThatThrownBy(() -> union("a/\na/x = x\nb -> a", "b/\nc == b/x"))
                .isInstanceOf(ImageFormatException.class)
                .hasMessage(
                        "layer 2, entry 1 (/c): hard link: expected /b/x to be there, got none");
    }

    private static String union(String... layers) throws IOException {
        var made = Arrays.stream(layers).map(TestLayer::of).toList();
        return Dump.of(TestLayer.union(made), TestLayer.contents(made));
    }
}
