package dev.lamina.cli.debug;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.cli.command.ExitStatus;
import dev.lamina.cli.testing.Lamina;
import dev.lamina.cli.testing.TestStore;
import dev.lamina.image.RunConfig;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// Names for shells to complete.
final class DebugNamesTest {

    @TempDir private Path scratch;

    @Test
    void tagsAreNamedWithoutReadingAnImage() throws IOException {
        Path root = scratch.resolve("store");
        var store = new TestStore(root);
        var layer = TestStore.layer("ADD", "etc/os-release", "x\n");
        store.add(Instant.EPOCH, RunConfig.EMPTY, List.of(layer), "debian", "example.org:5000/a:1");
        store.add(Instant.EPOCH, RunConfig.EMPTY, List.of(layer));
        try (Stream<Path> blobs = Files.list(root.resolve("blobs/sha256"))) {
            for (Path blob : blobs.toList()) {
                Files.delete(blob);
            }
        }

        assertThat(new Lamina(root).out("debug", "names", "images"))
                .isEqualTo("debian:latest\nexample.org:5000/a:1\n");
    }

    @Test
    void aStoreThatIsNotThereHasNoNames() {
        var lamina = new Lamina(scratch.resolve("none"));

        assertThat(lamina.out("debug", "names", "images")).isEmpty();
        assertThat(lamina.out("debug", "names", "containers")).isEmpty();
        assertThat(scratch.resolve("none")).doesNotExist();
    }

    @Test
    void whatHasNoNamesIsRefused() {
        Lamina.Result result = new Lamina(scratch.resolve("none")).run("debug", "names", "hubs");

        assertThat(result.status()).isEqualTo(ExitStatus.USAGE.code());
        assertThat(result.err())
                .startsWith("lamina: names: expected images or containers, got hubs");
    }

    @Test
    void noHelpListsIt() {
        var lamina = new Lamina(scratch.resolve("none"));

        assertThat(lamina.out("debug", "--help")).contains("debug docs").doesNotContain("names");
    }
}
