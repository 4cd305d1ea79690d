package dev.lamina.image.layer;

import static dev.lamina.image.layer.Indexing.index;
import static dev.lamina.image.layer.Indexing.text;
import static dev.lamina.image.tar.TestTar.header;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.image.Bytes;
import dev.lamina.image.Name;
import dev.lamina.image.tar.TestTar;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What the forms of tar say in different ways: POSIX.1-2017, pax; GNU tar manual, "Tar Internals";
/// tar(5) of libarchive. The tars are made byte by byte.
final class TarFormsTest {

    @Test
    void aUstarHeaderSaysEverythingOfAPlainFile() throws Exception {
        byte[] tar =
                new TestTar()
                        .add(
                                header('0', "b")
                                        .prefix("a")
                                        .mode(04755)
                                        .owner(1000, 100)
                                        .modified(1_700_000_000),
                                "hello")
                        .end();

        assertThat(text(tar)).isEqualTo("- 4755 1000:100 2023-11-14T22:13:20Z /a/b 5 0+5@512\n");
    }

    @Test
    void bitsOfTheFileTypeInTheModeMeanNothing() throws Exception {
        byte[] tar = new TestTar().add(header('0', "a").mode(0100644)).end();

        assertThat(text(tar)).isEqualTo("- 0644 0:0 1970-01-01T00:00:00Z /a 0\n");
    }

    @Test
    void aHeaderWithoutMagicHasNoPrefixAndNamesDirectoriesWithASlash() throws Exception {
        byte[] tar =
                new TestTar()
                        .add(header('\0', "d/").v7().prefix("no"))
                        .add(header('\0', "d/f").v7().prefix("no"), "x")
                        .end();

        assertThat(text(tar))
                .isEqualTo(
                        """
                d 0644 0:0 1970-01-01T00:00:00Z /d
                - 0644 0:0 1970-01-01T00:00:00Z /d/f 1 0+1@1024
                """);
    }

    @Test
    void aNameMayFillItsFieldWithoutANul() throws Exception {
        String name = "n".repeat(100);
        byte[] tar = new TestTar().add(header('2', name).link("t".repeat(100))).end();

        assertThat(text(tar))
                .isEqualTo(
                        "l 0777 0:0 1970-01-01T00:00:00Z /"
                                + name
                                + " -> "
                                + "t".repeat(100)
                                + "\n");
    }

    @Test
    void gnuLongNamesComeBeforeTheirEntry() throws Exception {
        String name = ("d".repeat(200) + "/").repeat(5) + "f";
        byte[] tar =
                new TestTar()
                        .gnuLong('K', "../".repeat(300))
                        .gnuLong('L', name)
                        .add(header('2', "cut off").gnu().link("cut off"))
                        .file("next")
                        .end();

        assertThat(text(tar))
                .isEqualTo(
                        "l 0777 0:0 1970-01-01T00:00:00Z /"
                                + name
                                + " -> "
                                + "../".repeat(300)
                                + "\n- 0644 0:0 1970-01-01T00:00:00Z /next 0\n");
    }

    @Test
    void paxRecordsWinOverTheHeader() throws Exception {
        byte[] tar =
                new TestTar()
                        .pax(
                                "path=long/name",
                                "uid=5000000",
                                "gid=4294967294",
                                "mtime=1.25",
                                "size=3")
                        .add(header('0', "short").owner(1, 1).modified(9).size(0))
                        .data("abc".getBytes(StandardCharsets.UTF_8))
                        .file("next")
                        .end();

        assertThat(text(tar))
                .isEqualTo(
                        """
                - 0644 5000000:4294967294 1970-01-01T00:00:01.250Z /long/name 3 0+3@1536
                - 0644 0:0 1970-01-01T00:00:00Z /next 0
                """);
    }

    @Test
    void anEmptyPaxRecordLeavesTheFieldOfTheHeader() throws Exception {
        byte[] tar = new TestTar().pax("path=", "uid=").add(header('0', "a").owner(7, 8)).end();

        assertThat(text(tar)).isEqualTo("- 0644 7:8 1970-01-01T00:00:00Z /a 0\n");
    }

    @Test
    void aPaxRecordThatComesTwiceCountsTheLastTime() throws Exception {
        byte[] tar = new TestTar().pax("path=a", "path=b").file("c").end();

        assertThat(text(tar)).isEqualTo("- 0644 0:0 1970-01-01T00:00:00Z /b 0\n");
    }

    @Test
    void aGlobalPaxHeaderHoldsForAllEntriesThatDoNotSayOtherwise() throws Exception {
        byte[] tar =
                new TestTar()
                        .pax('g', "mtime=100.5", "uid=4", "comment=made by git archive")
                        .file("a")
                        .pax("mtime=7")
                        .file("b")
                        .pax('g', "uid=5")
                        .file("c")
                        .end();

        assertThat(text(tar))
                .isEqualTo(
                        """
                - 0644 4:0 1970-01-01T00:01:40.500Z /a 0
                - 0644 4:0 1970-01-01T00:00:07Z /b 0
                - 0644 5:0 1970-01-01T00:01:40.500Z /c 0
                """);
    }

    @Test
    void timesBeforeTheEpochAndBelowTheNanosecondAreRoundedToThePast() throws Exception {
        byte[] tar =
                new TestTar()
                        .pax("mtime=-1.5")
                        .file("a")
                        .pax("mtime=-0.000000001")
                        .file("b")
                        .pax("mtime=1.1234567899")
                        .file("c")
                        .pax("mtime=0.")
                        .file("d")
                        .end();

        assertThat(text(tar))
                .isEqualTo(
                        """
                - 0644 0:0 1969-12-31T23:59:58.500Z /a 0
                - 0644 0:0 1969-12-31T23:59:59.999999999Z /b 0
                - 0644 0:0 1970-01-01T00:00:01.123456789Z /c 0
                - 0644 0:0 1970-01-01T00:00:00Z /d 0
                """);
    }

    @Test
    void numbersMayBeInBase256AndNegative() throws Exception {
        byte[] uid = {(byte) 0x80, 0, 0, 0, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xfe};
        byte[] modified = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -2};
        byte[] tar =
                new TestTar()
                        .add(header('0', "a").gnu().bytes(108, uid).bytes(136, modified))
                        .end();

        assertThat(text(tar)).isEqualTo("- 0644 4294967294:0 1969-12-31T23:59:58Z /a 0\n");
    }

    @Test
    void numbersMayBePaddedWithSpacesAndMissing() throws Exception {
        byte[] tar =
                new TestTar()
                        .add(
                                header('0', "a")
                                        .text(100, "   755 \0")
                                        .text(108, "\0\0\0\0\0\0\0\0")
                                        .text(116, "      7 "))
                        .end();

        assertThat(text(tar)).isEqualTo("- 0755 0:7 1970-01-01T00:00:00Z /a 0\n");
    }

    @Test
    void extendedAttributesAreBytes() throws Exception {
        byte[] tar =
                new TestTar()
                        .pax(
                                "SCHILY.xattr.security.capability=\u0001\0\n\u00ff",
                                "SCHILY.xattr.user.e=",
                                "LIBARCHIVE.xattr.user.other=AAAA",
                                "SCHILY.acl.access=user::rwx")
                        .file("a")
                        .end();

        assertThat(text(tar))
                .isEqualTo(
                        "- 0644 0:0 1970-01-01T00:00:00Z /a 0"
                                + " security.capability=\\x01\\x00\\x0a\\xff user.e=\n");
    }

    @Test
    void namesAreBytesAndNotText() throws Exception {
        byte[] name = {'d', '/', (byte) 0xff, (byte) 0xfe, '\n'};
        byte[] tar = new TestTar().add(header('0', "").bytes(0, name)).end();

        Name got = index(tar).entries().toList().getFirst().path().name();

        assertThat(got).isEqualTo(new Name(Bytes.of(new byte[] {-1, -2, '\n'})));
    }

    @Test
    void onlyRegularFilesHaveDataWhateverTheirSizeSays() throws Exception {
        byte[] tar =
                new TestTar()
                        .file("f")
                        .add(header('1', "h").link("f").size(700))
                        .add(header('2', "l").link("f").size(700))
                        .add(header('5', "d").size(700))
                        .add(header('3', "c").device(5, 1).size(700))
                        .add(header('4', "b").device(8, 1).size(700))
                        .add(header('6', "p").size(700))
                        .end();

        assertThat(text(tar))
                .isEqualTo(
                        """
                - 0644 0:0 1970-01-01T00:00:00Z /f 0
                h 0644 0:0 1970-01-01T00:00:00Z /h = /f
                l 0777 0:0 1970-01-01T00:00:00Z /l -> f
                d 0644 0:0 1970-01-01T00:00:00Z /d
                c 0644 0:0 1970-01-01T00:00:00Z /c 5:1
                b 0644 0:0 1970-01-01T00:00:00Z /b 8:1
                p 0644 0:0 1970-01-01T00:00:00Z /p
                """);
    }

    @Test
    void aSizeThatMeansNothingMustBeANumberAllTheSame() {
        for (char type : "123456".toCharArray()) {
            byte[] tar =
                    new TestTar().add(header(type, "x").link("f").text(124, "0x000000000")).end();

            assertThat(Indexing.refusal(tar))
                    .contains("tar header size: expected a number, got '0x000000000");
        }
    }

    @Test
    void headersWithoutMagicHaveNoNumbersOfDevices() throws Exception {
        byte[] tar =
                new TestTar()
                        .add(header('3', "a").v7().device(5, 1))
                        .add(header('4', "b").gnu().device(8, 1))
                        .end();

        assertThat(text(tar))
                .isEqualTo(
                        """
                c 0644 0:0 1970-01-01T00:00:00Z /a 0:0
                b 0644 0:0 1970-01-01T00:00:00Z /b 8:1
                """);
    }

    @Test
    void symbolicLinksHaveThePermissionsThatLinuxGivesThem() throws Exception {
        byte[] tar =
                new TestTar()
                        .add(header('2', "a").link("t").mode(0))
                        .add(header('2', "b").link("t").mode(07644))
                        .end();

        assertThat(text(tar))
                .isEqualTo(
                        """
                l 0777 0:0 1970-01-01T00:00:00Z /a -> t
                l 0777 0:0 1970-01-01T00:00:00Z /b -> t
                """);
    }

    /// `tar --incremental` of GNU makes them; the data lists what the directory holds.
    @Test
    void aDirectoryWithAListOfItsFilesIsADirectory() throws Exception {
        byte[] tar =
                new TestTar()
                        .add(header('D', "d/").gnu().mode(0750), "Yfile\0\0")
                        .add(header('0', "d/file"), "x")
                        .add(header('D', "e").gnu())
                        .end();

        assertThat(text(tar))
                .isEqualTo(
                        """
                d 0750 0:0 1970-01-01T00:00:00Z /d
                - 0644 0:0 1970-01-01T00:00:00Z /d/file 1 0+1@1536
                d 0644 0:0 1970-01-01T00:00:00Z /e
                """);
    }

    @Test
    void zerosAndAPlusBeforeNumbersInPaxRecordsMeanNothing() throws Exception {
        byte[] tar =
                new TestTar()
                        .pax(
                                "uid=00000000000000000000000000007",
                                "gid=+010",
                                "size=000000000000000000000000001",
                                "mtime=-000000000000000000000000000001.50")
                        .add(header('0', "a"), "x")
                        .pax("uid=0", "mtime=+0", "size=00")
                        .file("b")
                        .add(header('x', "x"), "0000000000000000000000032 uid=7\n")
                        .file("c")
                        .end();

        assertThat(text(tar))
                .isEqualTo(
                        """
                - 0644 7:10 1969-12-31T23:59:58.500Z /a 1 0+1@1536
                - 0644 0:0 1970-01-01T00:00:00Z /b 0
                - 0644 7:0 1970-01-01T00:00:00Z /c 0
                """);
    }

    @Test
    void aContiguousFileIsAFile() throws Exception {
        byte[] tar = new TestTar().add(header('7', "a"), "x").end();

        assertThat(text(tar)).isEqualTo("- 0644 0:0 1970-01-01T00:00:00Z /a 1 0+1@512\n");
    }

    @Test
    void anOldSumOfSignedBytesIsGood() throws Exception {
        byte[] tar = new TestTar().add(header('0', "\u00e9")).end();
        String sum = new String(tar, 148, 6, StandardCharsets.ISO_8859_1);
        String signed = String.format("%06o", Integer.parseInt(sum, 8) - 256);
        System.arraycopy(signed.getBytes(StandardCharsets.ISO_8859_1), 0, tar, 148, 6);

        assertThat(index(tar).entries()).hasSize(1);
    }

    @Test
    void theMistakenPrefixOfOldGoIsOne() throws Exception {
        byte[] tar =
                new TestTar()
                        .add(header('0', "b").gnu().prefix("usr/share/a"))
                        .add(header('0', "c").gnu().text(345, "00000000017\00000000017 "))
                        .end();

        assertThat(text(tar))
                .isEqualTo(
                        """
                - 0644 0:0 1970-01-01T00:00:00Z /usr/share/a/b 0
                - 0644 0:0 1970-01-01T00:00:00Z /c 0
                """);
    }

    @Test
    void thePrefixOfStarIsShorter() throws Exception {
        byte[] tar =
                new TestTar()
                        .add(
                                header('0', "b")
                                        .prefix("p".repeat(131))
                                        .text(508, "tar\0")
                                        .text(476, "00000000017 "))
                        .end();

        assertThat(text(tar))
                .isEqualTo("- 0644 0:0 1970-01-01T00:00:00Z /" + "p".repeat(131) + "/b 0\n");
    }

    @Test
    void anArchiveMayDoWithoutItsEnd() throws Exception {
        byte[] whole = new TestTar().add(header('0', "a"), "x").toBytes();
        byte[] oneBlock = new TestTar().add(header('0', "a"), "x").raw(new byte[512]).toBytes();

        assertThat(index(whole).entries()).hasSize(1);
        assertThat(index(oneBlock).entries()).hasSize(1);
        assertThat(index(new byte[0]).entries()).isEmpty();
        assertThat(index(new byte[1024]).entries()).isEmpty();
    }

    @Test
    void whatSaysSomethingOfTheNextEntryMayBeTheLast() throws Exception {
        byte[] pax = new TestTar().file("a").pax("path=b", "uid=7").toBytes();
        byte[] name = new TestTar().file("a").gnuLong('L', "b").gnuLong('K', "c").toBytes();
        byte[] global = new TestTar().file("a").pax('g', "uid=7").toBytes();

        for (byte[] tar : new byte[][] {pax, name, global}) {
            for (int zeros : new int[] {0, 512, 1024, 10240}) {
                assertThat(text(Arrays.copyOf(tar, tar.length + zeros)))
                        .isEqualTo("- 0644 0:0 1970-01-01T00:00:00Z /a 0\n");
            }
        }
        int end = pax.length - 512 + "10 path=b\n9 uid=7\n".length();
        assertThat(index(Arrays.copyOf(pax, end)).tarSize()).isEqualTo(end);
    }

    /// umoci 0.4.7 makes such tars; Go's archive/tar reads them, GNU tar does not.
    @Test
    void anArchiveMayEndInThePaddingOfItsLastFile() throws Exception {
        byte[] whole = new TestTar().add(header('0', "a"), "abc").toBytes();

        for (int length : new int[] {515, 516, 1023, 1024}) {
            assertThat(text(Arrays.copyOf(whole, length)))
                    .as("%d bytes", length)
                    .isEqualTo("- 0644 0:0 1970-01-01T00:00:00Z /a 3 0+3@512\n");
        }
    }

    @Test
    void whatFollowsTheEndMeansNothing() throws Exception {
        byte[] tar =
                new TestTar().file("a").raw(new byte[1024]).file("b").raw(new byte[7]).toBytes();

        LayerIndex layerIndex = index(tar);

        assertThat(layerIndex.entries()).hasSize(1);
        assertThat(layerIndex.tarSize()).isEqualTo(tar.length);
    }
}
