package dev.lamina.docker.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EllipsisTest {

    @ParameterizedTest
    @CsvSource({
        "abcd, 4, abcd",
        "abcde, 4, abc…",
        "'', 4, ''",
        "😀😀😀😀, 4, 😀😀😀😀",
        "😀😀😀😀😀, 4, 😀😀😀…"
    })
    void cutsByCharactersAndSaysSo(String text, int width, String expected) {
        assertThat(Ellipsis.cut(text, width)).isEqualTo(expected);
    }
}
