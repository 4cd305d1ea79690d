package dev.lamina.image.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

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
        assertThatThrownBy(() -> parse("{\"a\":1,\n\"a\":2}"))
                .isInstanceOf(ImageFormatException.class)
                .hasMessage("test, at 8: JSON: duplicate name 'a'");
        assertThatThrownBy(() -> parse("{\"a\" 1}"))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageStartingWith("test, at 5: JSON: Unexpected character");
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
        String many = "[" + "1,".repeat(2_100_000) + "1]";

        assertThatThrownBy(() -> parse(many))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining("Token count");
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
