package dev.lamina.engine.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lamina.engine.value.container.RunFailedException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Files of environment variables, as `docker run --env-file` reads them.
class EnvironmentFileTest {

    @TempDir Path directory;

    @Test
    void everyLineIsAVariable() throws IOException {
        List<String> variables =
                read(
                        """
                        # a comment
                        A=1

                          B= two words # and no comment\t
                        EMPTY=
                        QUOTED="as it is"
                        EQUALS=a=b
                            # another
                        """);

        assertThat(variables)
                .containsExactly(
                        "A=1",
                        "B= two words # and no comment\t",
                        "EMPTY=",
                        "QUOTED=\"as it is\"",
                        "EQUALS=a=b");
    }

    @Test
    void aNameAloneTakesTheCallersValueOrNothing() throws IOException {
        assertThat(read("CALLER\nUNKNOWN\n")).containsExactly("CALLER=here");
    }

    @Test
    void linesMayEndAsOnWindowsAndTheFileMayBeginWithAMark() throws IOException {
        assertThat(read("\ufeffA=1\r\nB=2")).containsExactly("A=1", "B=2");
    }

    @Test
    void whatIsNoVariableIsRefusedWithItsLine() {
        refused("A=1\n=x\n", "line 2: no variable name on line '=x'");
        refused("A B=1\n", "line 1: variable 'A B' contains whitespaces");
        refused("A=1\n\nB =1\n", "line 3: variable 'B ' contains whitespaces");
        refused("A=1\0\n", "line 1: variable 'A' contains NUL");
    }

    @Test
    void aFileThatIsNotUtf8IsRefused() throws IOException {
        Path file = directory.resolve("latin");
        Files.write(file, "A=\u00e9".getBytes(StandardCharsets.ISO_8859_1));

        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(() -> new EnvironmentFile(file).read(Map.of()))
                .withMessage("invalid env file (" + file + "): expected UTF-8, got other bytes");
    }

    @Test
    void aFileThatIsNotThereOrTooLargeIsRefused() throws IOException {
        Path none = directory.resolve("none");
        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(() -> new EnvironmentFile(none).read(Map.of()))
                .withMessage("open " + none + ": no such file or directory");

        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(() -> new EnvironmentFile(directory).read(Map.of()))
                .withMessage("read " + directory + ": is a directory");

        Path large = directory.resolve("large");
        Files.write(large, new byte[EnvironmentFile.MAX_SIZE + 1]);
        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(() -> new EnvironmentFile(large).read(Map.of()))
                .withMessageContaining("expected at most 1048576 bytes");
    }

    private List<String> read(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("variables"), text);
        return new EnvironmentFile(file).read(Map.of("CALLER", "here"));
    }

    private void refused(String text, String message) {
        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(() -> read(text))
                .withMessage(
                        "invalid env file (" + directory.resolve("variables") + "), " + message);
    }
}
