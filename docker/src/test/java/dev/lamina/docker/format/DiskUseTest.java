package dev.lamina.docker.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class DiskUseTest {

    @TempDir private Path directory;

    @Test
    void countsAFileOfSeveralNamesOnceAndLinksNot() throws IOException {
        Path below = Files.createDirectory(directory.resolve("below"));
        Path file = Files.write(directory.resolve("file"), new byte[1000]);
        Files.write(below.resolve("other"), new byte[24]);
        Files.createLink(below.resolve("again"), file);
        Files.createSymbolicLink(below.resolve("link"), file);

        assertThat(DiskUse.of(directory)).isEqualTo(1024);
    }

    @Test
    void whatDoesNotExistHoldsNothing() throws IOException {
        assertThat(DiskUse.of(directory.resolve("none"))).isZero();
    }
}
