package dev.lamina.image.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.DataFormatException;

/// Headers of gzip members: RFC 1952, section 2.3.
final class GzipHeaderTest {

    private static final String START = "1f8b08";
    private static final String TIME_AND_SYSTEM = "0102030402ff";

    @ParameterizedTest
    @CsvSource({
        "nothing, 00, ''",
        "text, 01, ''",
        "a check of its own, 02, abcd",
        "extra bytes, 04, 0300 616263",
        "no extra bytes, 04, 0000",
        "a name, 08, 6e616d6500",
        "an empty name, 08, 00",
        "a comment, 10, 636f6d6d656e7400",
        "a name and a comment, 18, 6100 6200",
        "all of it, 1f, 0100 61 6200 6300 abcd",
    })
    void aHeaderEndsBehindThePartsThatItsFlagsName(String parts, String flags, String rest)
            throws Exception {
        byte[] bytes = bytes(START + flags + TIME_AND_SYSTEM + rest);
        var header = new GzipHeader();
        for (byte next : bytes) {
            assertThat(header.isComplete()).as(parts).isFalse();
            header.accept(next);
        }

        assertThat(header.isComplete()).as(parts).isTrue();
        assertThatThrownBy(() -> header.accept((byte) 0)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1e8b0800, 'gzip magic: expected 0x1f, got 0x1e'",
        "1f8c0800, 'gzip magic: expected 0x8b, got 0x8c'",
        "1f8b0700, 'gzip method: expected 0x8, got 0x7'",
        "1f8b0820, 'gzip reserved flags: expected 0x0, got 0x20'",
        "1f8b08ff, 'gzip reserved flags: expected 0x0, got 0xe0'",
    })
    void whatIsNoHeaderOrReservedIsRefused(String hex, String message) {
        assertThatThrownBy(() -> accept(bytes(hex)))
                .isInstanceOf(DataFormatException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"08", "10"})
    void namesAndCommentsHaveAnEnd(String flag) {
        byte[] start = bytes(START + flag + TIME_AND_SYSTEM);
        byte[] longest = "n".repeat((1 << 16) - 1).getBytes(ISO_8859_1);

        assertThatCode(() -> accept(Compressed.joined(start, longest, new byte[1])))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> accept(Compressed.joined(start, longest, new byte[] {'n'})))
                .isInstanceOf(DataFormatException.class)
                .hasMessage("gzip header: expected names of at most 65536 bytes, got more");
    }

    @Test
    void extraBytesMayBeAsManyAsTheirLengthCanSay() throws Exception {
        byte[] start = bytes(START + "04" + TIME_AND_SYSTEM + "ffff");

        assertThat(accept(Arrays.copyOf(start, start.length + 65_534)).isComplete()).isFalse();
        assertThat(accept(Arrays.copyOf(start, start.length + 65_535)).isComplete()).isTrue();
    }

    private static GzipHeader accept(byte[] bytes) throws DataFormatException {
        var header = new GzipHeader();
        for (byte next : bytes) {
            header.accept(next);
        }
        return header;
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
