package dev.lamina.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/// Programs are found in absolute directories that only their owners can write.
final class SearchPathTest {

    @TempDir private Path scratch;

    @Test
    void emptyAndRelativePartsCountForNothing() {
        var path = SearchPath.of(Map.of("PATH", ":/opt/a::bin:./b:../c:/usr/bin:"));

        assertThat(path.text())
                .isEqualTo("/opt/a:/usr/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/sbin:/bin");
        assertThat(SearchPath.of(Map.of("PATH", "")).text())
                .isEqualTo(SearchPath.of(Map.of()).text())
                .startsWith("/usr/local/sbin:");
    }

    @Test
    void theFirstDirectoryThatHasAProgramCounts() throws IOException {
        Path first = directory("first", "rwxr-xr-x");
        Path second = directory("second", "rwxr-xr-x");
        file(first.resolve("tool"), "rw-r--r--");
        Files.createDirectory(first.resolve("other"));
        Path tool = file(second.resolve("tool"), "rwxr-xr-x");
        Path other = file(second.resolve("other"), "rwxr-xr-x");

        var path = SearchPath.of(Map.of("PATH", first + ":" + second));

        assertThat(path.find("tool")).as("the first is no program").contains(tool);
        assertThat(path.find("other")).as("the first is a directory").contains(other);
        assertThat(path.find("lamina-has-no-such-program")).isEmpty();
        assertThat(path.find("sh")).as("of the system").isPresent();
    }

    @Test
    void whatEverybodyCanWriteCountsForNothing() throws IOException {
        Path open = directory("open", "rwxrwxrwx");
        Path closed = directory("closed", "rwxr-xr-x");
        file(open.resolve("tool"), "rwxr-xr-x");
        file(closed.resolve("tool"), "rwxrwxrwx");

        assertThat(SearchPath.of(Map.of("PATH", open + ":" + closed)).find("tool")).isEmpty();
    }

    @Test
    void aNameIsNoPath() {
        for (String name : new String[] {"", "./crun", "/bin/sh", "../sh"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SearchPath.of(Map.of()).find(name))
                    .withMessage("program: expected a name, got " + name);
        }
    }

    private Path directory(String name, String permissions) throws IOException {
        Path directory = Files.createDirectory(scratch.resolve(name));
        return Files.setPosixFilePermissions(
                directory, PosixFilePermissions.fromString(permissions));
    }

    private static Path file(Path file, String permissions) throws IOException {
        Files.writeString(file, "#!/bin/sh\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
