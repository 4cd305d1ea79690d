package dev.lamina.testing.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

/// The script `lamina`, in a distribution whose java only tells what it was started with.
@Tag("linux")
final class LauncherTest {

    private static final String JAVA =
            """
            #!/bin/sh
            for stream in 0 1 2; do
                link=/proc/$$/fd/$stream
                if [ "$link" -ef /dev/null ]; then
                    streams="$streams null"
                elif [ -e "$link" ]; then
                    streams="$streams open"
                else
                    streams="$streams closed"
                fi
            done
            echo "$streams" > "%s"
            """;

    @TempDir private Path scratch;

    private Path report;

    @BeforeEach
    void makeDistribution() throws IOException {
        report = scratch.resolve("report");
        Path java = scratch.resolve("dist/build/runtime/bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(scratch.resolve("dist/current"), "build\n");
        program(java, JAVA.formatted(report));
        program(
                scratch.resolve("lamina"),
                Files.readString(Path.of("").toAbsolutePath().resolveSibling("lamina")));
    }

    private static void program(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// Starts it from a shell, and returns what its standard streams were.
    private String streams(String redirections) throws Exception {
        String line = "\"" + scratch.resolve("lamina") + "\" version " + redirections;
        Process shell = new ProcessBuilder("/bin/sh", "-c", line).redirectErrorStream(true).start();
        shell.getOutputStream().close();
        String said = new String(shell.getInputStream().readAllBytes());
        assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(said).as("a script that complains").isEmpty();
        return Files.readString(report).strip();
    }

    @ParameterizedTest
    @CsvSource({
        "'', open open open",
        "<&-, null open open",
        ">&-, open null open",
        "2>&-, open open null",
        "<&- >&-, null null open",
        ">&- 2>&-, open null null",
        "<&- >&- 2>&-, null null null"
    })
    void noFileOfJavaTakesThePlaceOfAClosedStream(String redirections, String expected)
            throws Exception {
        assertThat(streams(redirections)).isEqualTo(expected);
    }
}
