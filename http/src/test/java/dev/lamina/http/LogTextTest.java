package dev.lamina.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LogTextTest {

    @Test
    void whatATerminalObeysIsWrittenAsCodes() {
        String text =
                LogText.of(
                        "answering GET /\u001b[2J\u202e",
                        new IllegalStateException("bell \u0007, \u009b31m"));

        assertThat(text)
                .startsWith("answering GET /\\u001b[2J\\u202e")
                .contains("bell \\u0007, \\u009b31m")
                .contains("LogTextTest.whatATerminalObeysIsWrittenAsCodes")
                .matches("[\\x20-\\x7e\\t\\n]+");
    }
}
