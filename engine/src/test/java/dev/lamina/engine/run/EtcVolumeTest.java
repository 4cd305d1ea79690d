package dev.lamina.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.engine.Program;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A directory of the host that takes the place of `/etc`, in which nothing can be made. Needs root.
@Tag("linux")
final class EtcVolumeTest {

    @TempDir private static Path scratch;

    private static Path store;
    private Path etc;

    @BeforeAll
    static void makeImage() throws Exception {
        Program.require("crun", "mount");
        store = BoxContainers.makeStore(scratch);
    }

    @BeforeEach
    void makeDirectory() throws IOException {
        etc = Files.createTempDirectory(scratch, "etc");
    }

    @Test
    void itsFilesAboutNamesAreThoseOfTheContainer() throws Exception {
        makeFiles("hostname", "hosts", "resolv.conf");

        assertThat(script(":/etc:ro", "cat /etc/hostname; touch /etc/new"))
                .isEqualTo(
                        new ContainerProcess.Result(
                                1, "here\n", "touch: /etc/new: Read-only file system\n"));
        assertThat(etc.resolve("hostname")).isEmptyFile();
    }

    @Test
    void aFileThatIsMissingIsNamedWithWhatHelps() throws Exception {
        makeFiles("hosts", "resolv.conf");

        refused(script(":/etc:ro", "true"), "no ':ro', got no hostname");
        assertThat(etc.resolve("hostname")).doesNotExist();
    }

    @Test
    void whereTheFileSystemItselfCanOnlyBeReadNoOptionHelps() throws Exception {
        makeFiles("hostname", "resolv.conf");
        Program.run("mount", "--bind", "-o", "ro", etc.toString(), etc.toString());
        try {
            refused(script(":/etc", "true"), "that they can be made there, got no hosts");
        } finally {
            Program.run("umount", etc.toString());
        }
    }

    private void makeFiles(String... names) throws IOException {
        for (String name : names) {
            Files.createFile(etc.resolve(name));
        }
    }

    private void refused(ContainerProcess.Result result, String end) {
        String message =
                "mount of "
                        + etc
                        + " at /etc: expected files hostname, hosts and resolv.conf in it, over"
                        + " which those of the container lie, or "
                        + end
                        + "\n";
        assertThat(result).isEqualTo(new ContainerProcess.Result(125, "", message));
    }

    private ContainerProcess.Result script(String place, String script) throws Exception {
        List<String> words =
                List.of("rm", "hostname=here", "volume=" + etc + place, "box", "sh", "-c", script);
        return ContainerProcess.run(store, words.toArray(String[]::new));
    }
}
