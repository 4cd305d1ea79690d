package dev.lamina.cli.debug;

import static dev.lamina.cli.testing.TestStore.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.cli.testing.Lamina;
import dev.lamina.cli.testing.TestStore;
import dev.lamina.image.RunConfig;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// `debug dump` names files as users do.
final class DebugDumpTest {

    @TempDir private Path scratch;

    @Test
    void pathsBeginAtTheRoot() throws IOException {
        Path root = scratch.resolve("store");
        new TestStore(root)
                .add(
                        Instant.EPOCH,
                        RunConfig.EMPTY,
                        List.of(layer("ADD", "etc/a name == b", "x\n")),
                        "one");

        String dump = new Lamina(root).out("debug", "dump", "--sizes", "one");

        assertThat(dump.lines())
                .hasSize(3)
                .first()
                .satisfies(line -> assertThat(line).matches("/( .*)?"));
        assertThat(dump).contains("\n/etc/").doesNotContain("//").doesNotContain("== /");
    }

    @Test
    void bothNamesOfAHardLinkBeginAtTheRoot() throws IOException {
        var out = new StringBuilder();
        var lines = new AbsoluteLines(out);

        lines.append("/").append('\n');
        lines.append("a/b == c").append('\n');
        lines.append("s -> x == y").append('\n');

        assertThat(out).hasToString("/\n/a/b == /c\n/s -> x == y\n");
    }
}
