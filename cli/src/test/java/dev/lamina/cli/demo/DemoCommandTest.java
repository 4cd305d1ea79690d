package dev.lamina.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.cli.testing.Lamina;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/// The command without the module that shows something.
final class DemoCommandTest {

    @TempDir private Path directory;

    @Test
    void saysWhatIsMissingWhereTheDemoIsNotInstalled() {
        Lamina.Result result = new Lamina(directory.resolve("store")).run("demo");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .isEqualTo(
                        "lamina: demo: expected the module dev.lamina.demo on the module path, got"
                                + " none: start it by the launcher of a whole distribution\n");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void helpTellsOfItAnywhere() {
        var lamina = new Lamina(directory.resolve("store"));

        assertThat(lamina.out("--help")).contains("demo");
        assertThat(lamina.out("demo", "--help")).contains("--keep");
    }
}
