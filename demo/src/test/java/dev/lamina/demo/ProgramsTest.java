package dev.lamina.demo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.cli.command.CommandFailedException;
import dev.lamina.linux.SearchPath;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// The words for people when a program that the demo calls has failed.
final class ProgramsTest {

    private static final Programs PROGRAMS = new Programs(SearchPath.of(Map.of()));

    @Test
    void theFirstComplaintsAreShownWhateverComesAfterThem() {
        String script =
                "echo 'Get:1 nginx'; echo 'E: cause'; echo 'I: tidying';"
                        + " echo 'I: more'; echo 'I: still'; echo 'E: effect'; exit 25";

        assertThatThrownBy(() -> run(script))
                .isInstanceOf(CommandFailedException.class)
                .hasMessage("sh: expected exit status 0, got 25: E: cause; E: effect");
    }

    @Test
    void withoutAComplaintTheLastLinesAreShown() {
        assertThatThrownBy(() -> run("echo 1; echo 2; echo 3; echo 4; exit 1"))
                .isInstanceOf(CommandFailedException.class)
                .hasMessage("sh: expected exit status 0, got 1: 2; 3; 4");
    }

    private static void run(String script) throws Exception {
        PROGRAMS.call(List.of("sh", "-c", script), Map.of("PATH", "/usr/bin:/bin"), line -> {});
    }
}
