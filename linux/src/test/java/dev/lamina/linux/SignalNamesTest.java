package dev.lamina.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Names of signals are those that bash's `kill -l` lists, under the same numbers.
final class SignalNamesTest {

    @Test
    @EnabledOnOs(OS.LINUX)
    void numbersAreThoseOfTheShell() throws Exception {
        Process process =
                new ProcessBuilder(
                                "bash",
                                "-c",
                                "for i in $(seq 1 31) $(seq 34 64); do echo $i $(kill -l $i); done")
                        .start();
        String listed = new String(process.getInputStream().readAllBytes(), US_ASCII);

        assertThat(listed.lines()).hasSize(62);
        for (String line : listed.lines().toList()) {
            String[] words = line.split(" ");
            assertThat(SignalNames.parse(words[1])).as(line).isEqualTo(Integer.parseInt(words[0]));
        }
    }

    @ParameterizedTest
    @CsvSource({"SIGTERM,15", "term,15", "15,15", "SigKill,9", "RTMIN+1,35", "SIGRTMAX-1,63"})
    void aSignalIsWrittenInSeveralWays(String text, int number) {
        assertThat(SignalNames.parse(text)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "65", "-1", "FOO", "SIG", "RTMIN+31", "RTMAX-31", "1.5"})
    void whatIsNoSignalIsNamed(String text) {
        assertThatThrownBy(() -> SignalNames.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("invalid signal: " + text);
    }
}
