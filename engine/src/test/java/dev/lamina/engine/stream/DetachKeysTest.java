package dev.lamina.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;

/// Which keys leave a container running, and what of the typing reaches it.
final class DetachKeysTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|1011",
                "ctrl-p,ctrl-q|1011",
                "ctrl-a,d|0164",
                "CTRL-Z|1a",
                "ctrl-@,ctrl-[|001b",
                "ctrl-\\,ctrl-],ctrl-^,ctrl-_|1c1d1e1f",
                "a,1,~|61317e"
            })
    void theyAreWrittenAsDockerHasThem(String text, String codes) {
        assertThat(DetachKeys.parse(text).sequence().hex()).isEqualTo(codes);
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "a,", "ctrl-", "ctrl-1", "alt-a", "ab", "ctrl-pp", "é"})
    void othersAreRefused(String text) {
        assertThatThrownBy(() -> DetachKeys.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid detach keys (" + text + ") provided");
    }

    @Test
    void whatOnlyBeginsLikeThemReachesTheContainer() {
        DetachKeys.Typed typed = DetachKeys.parse("a,a,b").new Typed();

        assertThat(pass(typed, "xa")).isEqualTo("x");
        assertThat(pass(typed, "c")).isEqualTo("ac");
        assertThat(pass(typed, "aac")).isEqualTo("aac");
        assertThat(pass(typed, "a")).isEmpty();
        assertThat(pass(typed, "a")).isEmpty();
        assertThat(pass(typed, "b")).isEqualTo("!");
    }

    @Test
    void theyAreFoundOneByteAtATimeAndAmongOthers() {
        DetachKeys.Typed typed = DetachKeys.parse("").new Typed();

        assertThat(pass(typed, "\u0010")).isEmpty();
        assertThat(pass(typed, "\u0010")).isEqualTo("\u0010");
        assertThat(pass(typed, "\u0011")).isEqualTo("!");
        assertThat(pass(typed, "ls\n\u0010\u0011rest")).isEqualTo("ls\n!");
    }

    /// @return what reaches the container, and `!` at the end if it was left
    private static String pass(DetachKeys.Typed typed, String text) {
        ByteBuffer output = ByteBuffer.allocate(100);
        boolean left = typed.pass(ByteBuffer.wrap(text.getBytes(ISO_8859_1)), output);
        return ISO_8859_1.decode(output.flip()) + (left ? "!" : "");
    }
}
