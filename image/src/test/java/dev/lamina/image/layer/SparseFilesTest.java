package dev.lamina.image.layer;

import static dev.lamina.image.layer.Indexing.index;
import static dev.lamina.image.layer.Indexing.refusal;
import static dev.lamina.image.layer.Indexing.text;
import static dev.lamina.image.tar.TestTar.header;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lamina.image.tar.TestTar;

import org.junit.jupiter.api.Test;

import java.util.List;

/// The four forms of sparse files: GNU tar manual, "Old GNU Format" and "Storing Sparse Files".
final class SparseFilesTest {

    private static final byte[] DATA = new byte[1024];

    @Test
    void theOldFormHasItsMapInTheHeader() throws Exception {
        byte[] tar =
                new TestTar()
                        .add(
                                header('S', "a")
                                        .gnu()
                                        .text(386, "00000001000\00000000001000")
                                        .text(410, "00000004000\00000000001000")
                                        .text(483, "00000010000"),
                                DATA)
                        .file("next")
                        .end();

        assertThat(text(tar))
                .isEqualTo(
                        """
                - 0644 0:0 1970-01-01T00:00:00Z /a 4096 512+512@512 2048+512@1024
                - 0644 0:0 1970-01-01T00:00:00Z /next 0
                """);
    }

    @Test
    void theOldFormGoesOnInBlocksBehindTheHeader() throws Exception {
        TestTar.Header sparse = header('S', "a").gnu().text(483, "00000100000").size(25 * 512);
        for (int i = 0; i < 4; i++) {
            sparse.text(386 + 24 * i, pair(i));
        }
        sparse.text(482, "\u0001");
        byte[] tar =
                new TestTar()
                        .add(sparse)
                        .data((pairs(4, 25) + "\u0001").getBytes(ISO_8859_1))
                        .data(new byte[0])
                        .data(new byte[512])
                        .data(new byte[25 * 512])
                        .file("next")
                        .end();

        assertThat(index(tar).entries()).hasSize(2);
        assertThat(text(tar))
                .startsWith(
                        "- 0644 0:0 1970-01-01T00:00:00Z /a 32768 0+512@1536 " + "1024+512@2048 ")
                .contains(" 24576+512@13824\n");
    }

    private static String pairs(int from, int to) {
        var text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(pair(i));
        }
        return text.toString();
    }

    private static String pair(int i) {
        return String.format("%011o\0%011o\0", i * 1024, 512);
    }

    @Test
    void form00RepeatsTwoRecords() throws Exception {
        byte[] tar =
                new TestTar()
                        .pax(
                                "GNU.sparse.size=4096",
                                "GNU.sparse.numblocks=2",
                                "GNU.sparse.offset=512",
                                "GNU.sparse.numbytes=512",
                                "GNU.sparse.offset=4096",
                                "GNU.sparse.numbytes=0")
                        .add(header('0', "a"), new byte[512])
                        .end();

        assertThat(text(tar)).isEqualTo("- 0644 0:0 1970-01-01T00:00:00Z /a 4096 512+512@1536\n");
    }

    @Test
    void form01HasAListAndAName() throws Exception {
        byte[] tar =
                new TestTar()
                        .pax(
                                "GNU.sparse.size=4096",
                                "GNU.sparse.numblocks=2",
                                "GNU.sparse.name=b",
                                "GNU.sparse.map=0,512,1024,512")
                        .add(header('0', "GNUSparseFile.1/b"), DATA)
                        .end();

        assertThat(text(tar))
                .isEqualTo("- 0644 0:0 1970-01-01T00:00:00Z /b 4096 0+512@1536 1024+512@2048\n");
    }

    @Test
    void form10HasItsMapBeforeTheData() throws Exception {
        byte[] map = "2\n0\n512\n1024\n512\n".getBytes(ISO_8859_1);
        byte[] tar =
                new TestTar()
                        .pax(
                                "GNU.sparse.major=1",
                                "GNU.sparse.minor=0",
                                "GNU.sparse.name=b",
                                "GNU.sparse.realsize=4096")
                        .add(header('0', "GNUSparseFile.1/b").size(512 + 1024))
                        .data(map)
                        .data(DATA)
                        .file("next")
                        .end();

        assertThat(text(tar))
                .isEqualTo(
                        """
                - 0644 0:0 1970-01-01T00:00:00Z /b 4096 0+512@2048 1024+512@2560
                - 0644 0:0 1970-01-01T00:00:00Z /next 0
                """);
    }

    @Test
    void aFileMayBeAllHole() throws Exception {
        byte[] tar =
                new TestTar()
                        .pax(
                                "GNU.sparse.major=1",
                                "GNU.sparse.minor=0",
                                "GNU.sparse.name=b",
                                "GNU.sparse.realsize=1000000")
                        .add(header('0', "x"), "1\n1000000\n0\n" + "\0".repeat(500))
                        .end();

        assertThat(text(tar)).isEqualTo("- 0644 0:0 1970-01-01T00:00:00Z /b 1000000\n");
    }

    @Test
    void segmentsThatDoNotEndWithABlockFollowEachOtherWithoutPadding() throws Exception {
        byte[] tar =
                new TestTar()
                        .pax("GNU.sparse.size=2000", "GNU.sparse.map=0,100,1000,1000")
                        .add(header('0', "a"), new byte[1100])
                        .end();

        assertThat(text(tar))
                .isEqualTo("- 0644 0:0 1970-01-01T00:00:00Z /a 2000 0+100@1536 1000+1000@1636\n");
        var file = (LayerEntry.RegularFile) index(tar).entries().toList().getFirst();
        assertThat(file.content().isAligned(512)).isFalse();
    }

    @Test
    void onlyTheLastSegmentMayEndWithinABlockToBeAligned() {
        var aligned =
                new FileContent(
                        1100,
                        List.of(
                                new FileContent.Segment(0, 512, 512),
                                new FileContent.Segment(1024, 1024, 76)));

        assertThat(aligned.isAligned(512)).isTrue();
        assertThat(aligned.isAligned(4096)).isFalse();
    }

    @Test
    void mapsThatDoNotFitTheirFileAreRefused() {
        assertThat(refusal(sparse("GNU.sparse.map=1024,512,0,512")))
                .contains("sparse map: expected segments by rising position, got 512 bytes at 0");
        assertThat(refusal(sparse("GNU.sparse.map=0,512,4000,512")))
                .contains("sparse map: expected an end within 4096, got 4512");
        assertThat(refusal(sparse("GNU.sparse.map=0,512")))
                .contains("sparse map: expected segments of 1024 bytes in all, got 512");
        assertThat(refusal(sparse("GNU.sparse.map=0,512,1024")))
                .contains("sparse map: expected a length after each position, got none");
        assertThat(refusal(sparse("GNU.sparse.map=0,x")))
                .contains("pax GNU.sparse.map: expected a number, got 'x'");
        assertThat(refusal(sparse("GNU.sparse.numbytes=1")))
                .contains("sparse map: expected position and length in turn, got a length");
    }

    private static byte[] sparse(String map) {
        return new TestTar().pax("GNU.sparse.size=4096", map).add(header('0', "a"), DATA).end();
    }

    @Test
    void mapsInTheDataThatDoNotEndAreRefused() {
        assertThat(refusal(form10("2\n0\n512\n1024\n" + "0".repeat(499))))
                .contains("sparse map: expected numbers on lines, got byte 48");
        assertThat(refusal(form10("9\n0\n0\n")))
                .contains("sparse map: expected numbers on lines, got byte 0");
        assertThat(refusal(form10("99999999\n")))
                .contains("sparse map: expected at most 65536 segments, got 99999999");
        assertThat(
                        refusal(
                                new TestTar()
                                        .pax(
                                                "GNU.sparse.major=1",
                                                "GNU.sparse.minor=0",
                                                "GNU.sparse.realsize=1")
                                        .add(header('0', "a").size(100))
                                        .data("9\n".getBytes(ISO_8859_1))
                                        .end()))
                .contains("sparse map: expected an end within the data of 100 bytes, got none");
    }

    private static byte[] form10(String map) {
        return new TestTar()
                .pax("GNU.sparse.major=1", "GNU.sparse.minor=0", "GNU.sparse.realsize=4096")
                .add(header('0', "a"), map.length() > 512 ? map : map + "\0".repeat(2048))
                .end();
    }

    @Test
    void aFormatThatIsNotKnownIsRefused() {
        assertThat(
                        refusal(
                                new TestTar()
                                        .pax("GNU.sparse.major=2", "GNU.sparse.minor=0")
                                        .file("a")
                                        .end()))
                .isEqualTo("layer, at 1024: sparse file: expected format 0.0, 0.1 or 1.0, got 2.0");
    }
}
