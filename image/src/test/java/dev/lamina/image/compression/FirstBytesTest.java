package dev.lamina.image.compression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.image.Compression;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.HexFormat;

/// The beginnings of compressed files: RFC 1952; RFC 8878, sections 3.1.1 and 3.1.2.
final class FirstBytesTest {

    @ParameterizedTest
    @CsvSource({
        "GZIP, 1f8b08",
        "GZIP, 1f8b0800",
        "NONE, 1f8b",
        "NONE, 1f8b00",
        "NONE, 1f8b07",
        "ZSTD, 28b52ffd",
        "NONE, 28b52f",
        "NONE, 28b52ffc",
        "ZSTD, 502a4d18",
        "ZSTD, 5f2a4d18",
        "NONE, 4f2a4d18",
        "NONE, 602a4d18",
        "NONE, 512a4d",
        "NONE, ''",
        "NONE, fd377a585a",
        "NONE, 425a6839314159265300",
    })
    void theBeginningDecides(Compression compression, String hex) throws Exception {
        assertThat(peeked(HexFormat.of().parseHex(hex))).isEqualTo(compression);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 10, 11, 100})
    void nothingOfTheStreamIsLost(int length) throws Exception {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 7);
        var in = FirstBytes.peekable(new Compressed.InPieces(bytes, 3));

        FirstBytes.peek(in);
        FirstBytes.peek(in);

        assertThat(in.readAllBytes()).isEqualTo(bytes);
    }

    private static Compression peeked(byte[] bytes) throws Exception {
        return FirstBytes.peek(FirstBytes.peekable(new ByteArrayInputStream(bytes)))
                .compression("test");
    }
}
