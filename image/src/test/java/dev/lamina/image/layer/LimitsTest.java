package dev.lamina.image.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lamina.image.ImageFormatException;
import dev.lamina.image.tar.TestTar;

import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

/// Goes to each limit of [LayerLimits#DEFAULT] and one above, in a heap of 1 GB: less than the launcher
/// gives on a machine that is to reach them.
final class LimitsTest {

    private static final LayerLimits LIMITS = LayerLimits.DEFAULT;

    private final LayerIndexer indexer = new LayerIndexer("layer", LIMITS);

    @Test
    void aLayerMayHaveFourMillionEntriesAndNoMore() throws Exception {
        byte[] header = new TestTar().file("0000000").toBytes();
        for (int i = 0; i < LIMITS.entries(); i++) {
            rename(header, i);
            indexer.accept(header, 0, header.length);
        }

        assertThatThrownBy(() -> indexer.accept(header, 0, header.length))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageEndingWith("layer: expected at most 4000000 entries, got more");
    }

    /// Writes another name of seven digits into a header.
    private static void rename(byte[] header, int number) {
        change(header, 0, 0, 7, 10, number);
    }

    /// Writes digits into a field of a header, and the checksum that is then right.
    private static void change(byte[] tar, int header, int field, int length, int base, int value) {
        int sum = 0;
        int rest = value;
        for (int at = header + field + length - 1; at >= header + field; at--) {
            byte digit = (byte) ('0' + rest % base);
            rest /= base;
            sum += digit - tar[at];
            tar[at] = digit;
        }
        int checksum = Integer.parseInt(new String(tar, header + 148, 6, US_ASCII).trim(), 8) + sum;
        for (int at = header + 153; at >= header + 148; at--) {
            tar[at] = (byte) ('0' + checksum % 8);
            checksum /= 8;
        }
    }

    @Test
    void theIndexOfALayerMayTake512MebibytesAndNoMore() throws Exception {
        String value = "x".repeat(65_000);
        byte[] entry =
                new TestTar()
                        .pax("SCHILY.xattr.user.a=" + value, "SCHILY.xattr.user.b=" + value)
                        .file("0000000")
                        .toBytes();
        int header = entry.length - 512;
        assertThatThrownBy(
                        () -> {
                            // Each entry has a time of its own, so that nothing is shared.
                            for (int i = 0; i < 5_000; i++) {
                                setTime(entry, header, i);
                                indexer.accept(entry, 0, entry.length);
                            }
                        })
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining(
                        "layer: expected a layer index of at most 536870912 bytes, got 53");
    }

    private static void setTime(byte[] tar, int header, int seconds) {
        change(tar, header, 136, 11, 8, seconds);
    }

    @Test
    void aPathMayHaveAThousandNamesAndNoMore() {
        assertThatCode(() -> index("path=" + "a/".repeat(999) + "a")).doesNotThrowAnyException();
        assertThatThrownBy(() -> index("path=" + "a/".repeat(1_000) + "a"))
                .hasMessageContaining("path: expected at most 1000 names, got more");
    }

    @Test
    void aNameMayHave255BytesAndNoMore() {
        assertThatCode(() -> index("path=" + "n".repeat(255))).doesNotThrowAnyException();
        assertThatThrownBy(() -> index("path=" + "n".repeat(256)))
                .hasMessageContaining("name: expected 1 to 255 bytes, got 256");
    }

    @Test
    void aPathMayHave4095BytesAndNoMore() {
        String path = ("p".repeat(254) + "/").repeat(16);
        assertThatCode(() -> index("path=" + path + "p".repeat(15))).doesNotThrowAnyException();
        assertThatThrownBy(() -> index("path=" + path + "p".repeat(16)))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining("4095");
    }

    @Test
    void anEntryMayHave256ExtendedAttributesAndNoMore() {
        assertThatCode(() -> index(xattrs(256, 1))).doesNotThrowAnyException();
        assertThatThrownBy(() -> index(xattrs(257, 1)))
                .hasMessageContaining("xattrs: expected at most 256 of 131072 bytes in all");
    }

    @Test
    void theExtendedAttributesOfAnEntryMayHave128KibibytesAndNoMore() {
        // Names of eight bytes.
        assertThatCode(() -> index(xattrs(2, 65_528))).doesNotThrowAnyException();
        assertThatThrownBy(() -> index(xattrs(2, 65_529)))
                .hasMessageContaining("of 131072 bytes in all, got 2 of 131074");
    }

    private static String[] xattrs(int count, int valueLength) {
        return IntStream.range(0, count)
                .mapToObj(i -> "SCHILY.xattr.user.%03d=%s".formatted(i, "v".repeat(valueLength)))
                .toArray(String[]::new);
    }

    private static void index(String... pax) throws ImageFormatException {
        byte[] tar = new TestTar().pax(pax).file("a").end();
        var layer = new LayerIndexer("layer", LIMITS);
        layer.accept(tar, 0, tar.length);
        assertThat(layer.finish(Indexing.DIFF_ID).entries().count()).isEqualTo(1);
    }
}
