package dev.lamina.hub.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PlainTextTest {

    @Test
    void whatNobodySeesIsShownAsItsCode() {
        assertThat(PlainText.escaped("a\u001b[31mb\u009bc\u0000"))
                .isEqualTo("a\\u001b[31mb\\u009bc\\u0000");
        assertThat(PlainText.escaped("if \u202e\u2066// admin\u2069\u2066"))
                .isEqualTo("if \\u202e\\u2066// admin\\u2069\\u2066");
        assertThat(PlainText.escaped("a\u2028b")).isEqualTo("a\\u2028b");
    }

    @Test
    void allOtherTextStays() {
        for (String text :
                new String[] {
                    "", "two\nlines\r\n\tand more", "\u05e9\u05dc\u05d5\u05dd \ud83d\ude00"
                }) {
            assertThat(PlainText.escaped(text)).isSameAs(text);
        }
    }
}
