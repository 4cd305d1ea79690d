package dev.lamina.image.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// RFC 8259, read strictly; written as Go's encoding/json does.
final class JsonTest {

    @Test
    void readsEveryKindOfValueInTheOrderOfTheDocument() throws Exception {
        Object value = parse("{\"b\":[1,-2.5,true,false,null,\"\\u00e9\\n\"],\"a\":{}}");

        var expected = new LinkedHashMap<String, @Nullable Object>();
        expected.put("b", Arrays.asList(1L, -2.5, true, false, null, "é\n"));
        expected.put("a", Map.of());
        assertThat(value).isEqualTo(expected);
        assertThat(((Map<?, ?>) value).keySet().toString()).isEqualTo("[b, a]");
    }

    @Test
    void aNumberBeyondLongIsADouble() throws Exception {
        assertThat(parse("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(parse("9223372036854775808")).isEqualTo(9.223372036854775808e18);
    }

    @Test
    void anErrorTellsSourceAndOffset() {
        assertThatThrownBy(() -> parse("{\"a\":1,\n\"a\" 2}"))
                .isInstanceOf(ImageFormatException.class)
                .hasMessage("test, at 12: JSON: expected ':', got '2'");
        assertThatThrownBy(() -> parse("{\"a\" 1}"))
                .isInstanceOf(ImageFormatException.class)
                .hasMessage("test, at 5: JSON: expected ':', got '1'");
    }

    @Test
    void everyTruncationOfADocumentIsRefused() {
        String document = "{\"a\":[1,{\"b\":\"c\\u0041\"}],\"d\":true}";
        for (int length = 0; length < document.length(); length++) {
            String cut = document.substring(0, length);
            assertThatThrownBy(() -> parse(cut)).as(cut).isInstanceOf(ImageFormatException.class);
        }
    }

    @Test
    void aDocumentOfTooManyValuesIsRefused() {
        String many = "[" + "1,".repeat(1_000_000) + "1]";

        assertThatThrownBy(() -> parse(many))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageEndingWith("JSON: expected at most 1000000 values, got more");
    }

    @Test
    void aDocumentAboveTheSizeLimitIsRefused() {
        Bytes large = Bytes.of(new byte[(16 << 20) + 1]);

        assertThatThrownBy(() -> Json.parse(large, "test"))
                .hasMessage("test: size: expected at most 16777216 bytes, got 16777217");
    }

    @Test
    void utf16IsRefused() {
        assertThatThrownBy(() -> Json.parse(Bytes.of(new byte[] {0, '[', 0, ']'}), "test"))
                .isInstanceOf(ImageFormatException.class);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "01 | test, at 1: JSON: expected the end, got more",
                "-a | test, at 1: JSON: expected a digit, got 'a'",
                "1. | test, at 2: JSON: expected a digit, got the end",
                "1e+ | test, at 3: JSON: expected a digit, got the end",
                "+1 | test, at 0: JSON: expected a value, got '+'",
                "NaN | test, at 0: JSON: expected a value, got 'N'",
                "nul | test, at 3: JSON: expected 'null', got the end",
                "[1,] | test, at 3: JSON: expected a value, got ']'",
                "{#a#:1,} | test, at 7: JSON: expected a name, got '}'",
                "{#a#:1 | test, at 6: JSON: expected ',' or '}', got the end",
                "[1}| test, at 2: JSON: expected ',' or ']', got '}'",
                "[] // no | test, at 3: JSON: expected the end, got more",
                "#\\x# | test, at 2: JSON: expected an escape, got 'x'",
                "#\\u12g4# | test, at 5: JSON: expected a hexadecimal digit, got 'g'"
            })
    void whatIsNoJsonIsRefusedWhereItCeasesToBe(String document, String message) {
        String quoted = document.replace('#', '"');

        assertThatThrownBy(() -> parse(quoted)).as(quoted).hasMessage(message);
    }

    @Test
    void controlsInStringsAndBytesOutsideOfThemAreRefused() {
        assertThatThrownBy(() -> parse("\"a\tb\""))
                .hasMessage("test, at 2: JSON: expected the rest of a string, got 0x9");
        assertThatThrownBy(() -> Json.parse(Bytes.of(new byte[] {'[', (byte) 0xff}), "test"))
                .hasMessage("test, at 1: JSON: expected a value, got 0xff");
        assertThatThrownBy(() -> parse("\ufeff{}"))
                .hasMessage("test, at 0: JSON: expected a value, got 0xef");
    }

    @Test
    void aNumberBeyondAllIsReadAndWrittenAgain() throws Exception {
        assertThat(Json.write(parse("[1e999,-1e999]")).utf8()).isEqualTo("[1e999,-1e999]");
    }

    @Test
    void everyEscapeAndEveryLengthOfUtf8IsRead() throws Exception {
        assertThat(parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00é€\ud83d\ude00.\""))
                .isEqualTo("\"\\/\b\f\n\r\té\ud83d\ude00é€\ud83d\ude00.");
    }

    @Test
    void asManyLevelsAsAllowedAreRead() throws Exception {
        assertThat(parse("[".repeat(64) + "]".repeat(64))).isInstanceOf(List.class);
        assertThatThrownBy(() -> parse("[".repeat(65) + "]".repeat(65)))
                .hasMessage("test, at 64: JSON: expected a depth of at most 64");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "12",
                "-9223372036854775808",
                "1.5",
                "-0.25",
                "1e3",
                "2E-2",
                "1.0"
            })
    void numbersAreThoseOfJava(String text) throws Exception {
        boolean whole = text.chars().allMatch(c -> c == '-' || Character.isDigit(c));

        assertThat(parse(text))
                .isEqualTo(whole ? (Object) Long.valueOf(text) : (Object) Double.valueOf(text));
    }

    @Test
    void writesWhatGoWrites() {
        String text = "\"\\/<>&\b\f\n\r\t\u0001\u007f\u2028é\ud83d\ude00\ud800";

        assertThat(Json.write(text).utf8())
                .isEqualTo(
                        "\"\\\"\\\\/\\u003c\\u003e\\u0026\\b\\f\\n\\r\\t\\u0001\u007f\\u2028é"
                                + "\ud83d\ude00\ufffd\"");
        assertThat(Json.line("<&>")).isEqualTo("\"<&>\"");
        assertThat(Json.line(List.of(1L, 2.0, 2.5, true))).isEqualTo("[1,2,2.5,true]");
    }

    @Test
    void prettyFormHasOneMemberALineAndEmptyBracketsClosed() throws Exception {
        Object value = parse("[{\"a\":[],\"b\":{},\"c\":[1,\"x\"]}]");

        assertThat(Json.writePretty(value, "    ").utf8())
                .isEqualTo(
                        """
                        [
                            {
                                "a": [],
                                "b": {},
                                "c": [
                                    1,
                                    "x"
                                ]
                            }
                        ]""");
    }

    @Test
    void whatIsWrittenReadsBackEqual() throws Exception {
        String document = "{\"a\":[1,2.5,\"\\u003c\\u2028\",null,{\"b\":false}]}";

        assertThat(Json.write(parse(document)).utf8()).isEqualTo(document);
    }

    private static @Nullable Object parse(String document) throws ImageFormatException {
        return Json.parse(Bytes.utf8(document), "test");
    }
}
