package dev.lamina.image.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Arrays;

/// Whiteouts near symbolic links: they hide what lower layers have at the very path that they name,
/// and never reach through a link that a lower layer has there.
final class WhiteoutLinksTest {

    private static final String LOWER =
            """
            link -> target
            target/
            target/keep = keep
            """;

    @Test
    void aDirectoryInThePlaceOfALinkSparesWhatTheLinkLedTo() throws IOException {
        String expected =
                """
                /
                link/
                link/new = new
                target/
                target/keep = keep
                """;

        for (String whiteout : new String[] {"link/.wh.keep", "link/.wh..wh..opq"}) {
            assertThat(union(LOWER, "link/\n" + whiteout + "\nlink/new = new")).isEqualTo(expected);
            assertThat(union(LOWER, whiteout + "\nlink/new = new\nlink/")).isEqualTo(expected);
            assertThat(union(LOWER, whiteout + "\nlink/new = new")).isEqualTo(expected);
            assertThat(union(LOWER, "link/new = new\n" + whiteout)).isEqualTo(expected);
        }
    }

    @Test
    void aWhiteoutAloneBelowALinkHidesNothing() throws IOException {
        assertThat(union(LOWER, "link/.wh.keep")).isEqualTo(union(LOWER));
        assertThat(union(LOWER, "link/.wh..wh..opq")).isEqualTo(union(LOWER));
    }

    @Test
    void deeperWhiteoutsDoNotReachThroughALinkEither() throws IOException {
        String lower = "link -> target\ntarget/sub/keep = keep";

        assertThat(union(lower, "link/\nlink/sub/\nlink/sub/.wh.keep\nlink/sub/.wh..wh..opq"))
                .isEqualTo("/\nlink/\nlink/sub/\ntarget/\ntarget/sub/\ntarget/sub/keep = keep\n");
        assertThat(union(lower, "link/.wh.sub")).isEqualTo(union(lower));
    }

    @Test
    void aLinkInAMiddleLayerHidesTheDirectoryBelowItForGood() throws IOException {
        assertThat(
                        union(
                                "a/\na/low = low\ntarget/\ntarget/keep = keep",
                                "a -> target",
                                "a/\na/.wh.keep\na/.wh.low\na/new = new"))
                .isEqualTo("/\na/\na/new = new\ntarget/\ntarget/keep = keep\n");
    }

    @Test
    void linksOfLinksAreNoWayEither() throws IOException {
        String lower = "one -> two\ntwo -> target\ntarget/\ntarget/keep = keep";

        assertThat(union(lower, "two/\none/.wh.keep\ntwo/.wh..wh..opq"))
                .isEqualTo("/\none -> two\ntarget/\ntarget/keep = keep\ntwo/\n");
    }

    @Test
    void aWhiteoutOfALinkAndADirectoryInItsPlaceSpareTheTarget() throws IOException {
        assertThat(union(LOWER, ".wh.link\nlink/\nlink/.wh.keep\nlink/new = new"))
                .isEqualTo("/\nlink/\nlink/new = new\ntarget/\ntarget/keep = keep\n");
    }

    @Test
    void aLinkOfTheSameLayerThatADirectoryReplacesIsNoWay() throws IOException {
        assertThat(union(LOWER, "link -> target\nlink/.wh.keep\nlink/"))
                .isEqualTo("/\nlink/\ntarget/\ntarget/keep = keep\n");
        assertThat(union(LOWER, "target/\nlink -> target\nlink/\nlink/.wh..wh..opq"))
                .isEqualTo("/\nlink/\ntarget/\ntarget/keep = keep\n");
    }

    /// Some tools write whiteouts of all that was in a directory, then a link in its place.
    @Test
    void whiteoutsBeforeALinkInTheirDirectorysPlaceSpareItsTarget() throws IOException {
        assertThat(union("a/\na/x = old\nb/\nb/x = keep", "a/.wh.x\na -> b"))
                .isEqualTo("/\na -> b\nb/\nb/x = keep\n");
        assertThat(union("a/\nb/\nb/x = keep", "a/.wh..wh..opq\na -> b"))
                .isEqualTo("/\na -> b\nb/\nb/x = keep\n");
    }

    @Test
    void aWhiteoutBehindALinkOfItsOwnLayerFollowsIt() throws IOException {
        assertThat(union("a/\na/x = x\na/y = y", "a/\nb -> a\nb/.wh.x"))
                .isEqualTo("/\na/\na/y = y\nb -> a\n");
        assertThat(union("a/\na/x = x", "b -> /none/../a\nb/.wh..wh..opq"))
                .isEqualTo("/\na/\nb -> /none/../a\n");
    }

    @Test
    void aWhiteoutBehindALinkOfItsOwnLayerGoesNoFurtherThroughALowerOne() throws IOException {
        assertThat(union(LOWER, "mine -> link\nmine/.wh.keep"))
                .isEqualTo("/\nlink -> target\nmine -> link\ntarget/\ntarget/keep = keep\n");
    }

    @Test
    void aWhiteoutBelowAFileMeansNothing() throws IOException {
        assertThat(union("a = a", "a/.wh.x")).isEqualTo("/\na = a\n");
        assertThat(union("a/\na/x = x", "a = a\na/.wh.x")).isEqualTo("/\na = a\n");
    }

    private static String union(String... layers) throws IOException {
        var made = Arrays.stream(layers).map(TestLayer::of).toList();
        return Dump.of(TestLayer.union(made), TestLayer.contents(made));
    }
}
