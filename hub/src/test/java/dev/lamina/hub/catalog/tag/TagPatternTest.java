package dev.lamina.hub.catalog.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TagPatternTest {

    @ParameterizedTest
    @CsvSource({
        "1.0, 1.0, true",
        "1.0, 1x0, false",
        "1.0, 1.0.1, false",
        "v*, v1.2, true",
        "v*, v, true",
        "v*, 1v, false",
        "*, anything, true",
        "*.*.*, 1.2.3, true",
        "*.*.*, 1.2, false",
        "*-rc?, 1.2-rc1, true",
        "*-rc?, 1.2-rc10, false",
        "v?, v, false",
        "*a*b, xaxxbxb, true",
        "*a*b, xaxxbxbx, false"
    })
    void aStarStandsForAnyCharactersAndAQuestionMarkForOne(
            String pattern, String tag, boolean matches) {
        assertThat(TagPattern.parse(pattern).matches(tag)).isEqualTo(matches);
    }

    @Test
    void manyStarsTakeNoMoreTimeThanTheirNumberTimesTheTag() {
        TagPattern pattern = TagPattern.parse("*a".repeat(64));

        assertThat(pattern.matches("a".repeat(63) + "b".repeat(65))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "ä", "[a]"})
    void whatCouldMatchNoTagIsRefused(String text) {
        assertThatThrownBy(() -> TagPattern.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "pattern of tags: expected at most 128 letters, digits, '_', '.', '-', '*'"
                                + " and '?', got '"
                                + text
                                + "'");
    }
}
