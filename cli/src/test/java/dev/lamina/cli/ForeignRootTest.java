package dev.lamina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.file.attribute.PosixFilePermissions.fromString;

import dev.lamina.cli.testing.Lamina;
import dev.lamina.cli.testing.Lamina.Result;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A root that is no store: commands that only read refuse it as those do that write.
final class ForeignRootTest {

    @TempDir private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "images",
                "history x",
                "inspect x",
                "image inspect x",
                "ps -a",
                "container inspect x",
                "diff x",
                "mount",
                "info",
                "debug dump x",
                "tag x y",
                "rmi x",
                "rm x",
                "stop x",
                "kill x",
                "umount x",
                "pull localhost:1/x",
                "push localhost:1/x",
                "run x"
            })
    void isRefusedByAllCommands(String line) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");
        Path other = Files.createDirectory(directory.resolve("other"));
        Files.writeString(other.resolve("thesis.txt"), "x");
        Files.createDirectory(other.resolve("containers"));
        Files.setPosixFilePermissions(other, fromString("rwxr-xr-x"));
        int status = line.startsWith("run") ? 125 : 1;

        assertThat(new Lamina(file).run(line.split(" ")))
                .isEqualTo(
                        new Result(
                                status,
                                "",
                                "lamina: "
                                        + file
                                        + ": expected a directory, got something else\n"));
        assertThat(new Lamina(other).run(line.split(" ")))
                .isEqualTo(
                        new Result(
                                status,
                                "",
                                "lamina: "
                                        + other
                                        + ": expected an empty directory, or a store, got other things"
                                        + " that others may see (mode 0755)\n"));
        assertThat(other).isDirectoryContaining("glob:**thesis.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxr-xr-x", "rwx------"})
    void anEmptyDirectoryIsAnEmptyStore(String mode) throws IOException {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        Files.setPosixFilePermissions(empty, fromString(mode));

        assertThat(new Lamina(empty).out("images")).hasLineCount(1);
        assertThat(new Lamina(directory.resolve("none")).out("ps", "-a")).hasLineCount(1);
    }
}
