package dev.lamina.hub.look;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

final class DerivedFilesTest {

    @TempDir private Path directory;

    @Test
    void whatWasNotUsedForTheLongestTimeGoesWhenThereIsTooMuch() throws IOException {
        var files = new DerivedFiles(directory, 25);
        keep(files, "a", 10);
        keep(files, "b", 10);
        age("a", 2);
        age("b", 1);
        files.open("a").orElseThrow().close();

        keep(files, "c", 10);

        assertThat(directory.resolve("a")).exists();
        assertThat(directory.resolve("b")).doesNotExist();
        assertThat(directory.resolve("c")).exists();
        assertThat(files.open("b")).isEmpty();
    }

    @Test
    void theLastOneStaysHoweverLargeItIs() throws IOException {
        var files = new DerivedFiles(directory, 25);
        keep(files, "a", 10);
        age("a", 1);

        keep(files, "b", 100);

        assertThat(directory.resolve("a")).doesNotExist();
        assertThat(directory.resolve("b")).hasSize(100);
    }

    @Test
    void whatDeadProcessesLeftGoes() throws IOException {
        var files = new DerivedFiles(directory, 25);
        Files.write(directory.resolve("new-dead"), new byte[1]);
        age("new-dead", 2);
        Files.write(directory.resolve("new-alive"), new byte[1]);

        keep(files, "a", 10);

        assertThat(directory.resolve("new-dead")).doesNotExist();
        assertThat(directory.resolve("new-alive")).exists();
    }

    private static void keep(DerivedFiles files, String name, int size) throws IOException {
        files.keep(name, out -> out.write(new byte[size]));
    }

    private void age(String name, int hours) throws IOException {
        Files.setLastModifiedTime(
                directory.resolve(name),
                FileTime.from(Instant.now().minus(Duration.ofHours(hours))));
    }
}
