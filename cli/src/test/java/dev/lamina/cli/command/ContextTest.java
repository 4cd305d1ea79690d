package dev.lamina.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Map;

/// The surroundings of a command are those of its caller.
final class ContextTest {

    @Test
    void theCallersLocaleComesBack() {
        assertThat(Context.callers(Map.of("LC_ALL", "C.UTF-8", "LAMINA_LC_ALL", "de_DE", "A", "b")))
                .isEqualTo(Map.of("LC_ALL", "de_DE", "A", "b"));
        assertThat(Context.callers(Map.of("LC_ALL", "C.UTF-8", "LAMINA_LC_ALL", "", "A", "b")))
                .isEqualTo(Map.of("A", "b"));
        assertThat(Context.callers(Map.of("LC_ALL", "C.UTF-8"))).containsKey("LC_ALL");
    }
}
