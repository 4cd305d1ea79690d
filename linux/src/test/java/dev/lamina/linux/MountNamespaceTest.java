package dev.lamina.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What is mounted in a namespace of its own is seen there and nowhere else (mount_namespaces(7)).
/// Needs root.
@Tag("linux")
final class MountNamespaceTest {

    @TempDir private Path scratch;

    @Test
    void aMountIsSeenInsideOnlyAlsoByProcesses() throws Exception {
        Path target = Files.createDirectory(scratch.resolve("target"));

        try (MountNamespace namespace = MountNamespace.open()) {
            namespace.call(
                    () -> {
                        Mounts.mount("none", target, "tmpfs", 0, "");
                        return Files.createFile(target.resolve("inside"));
                    });

            assertThat(target.resolve("inside")).doesNotExist();
            assertThat(namespace.call(() -> list(target))).isEqualTo("inside\n");
        }

        assertThat(Files.readString(Path.of("/proc/self/mountinfo")))
                .doesNotContain(target.toString());
    }

    @Test
    void flagsAreAddedToAMountAndToThoseBelowIt() throws Exception {
        Path target = Files.createDirectory(scratch.resolve("target"));

        try (MountNamespace namespace = MountNamespace.open()) {
            namespace.call(
                    () -> {
                        Mounts.mount("none", target, "tmpfs", Mounts.NO_SET_UID, "");
                        Path below = Files.createDirectory(target.resolve("below"));
                        Mounts.mount("none", below, "tmpfs", 0, "");
                        Mounts.restrict(target, Mounts.READ_ONLY | Mounts.NO_DEVICES);
                        return null;
                    });

            assertThat(namespace.call(() -> Files.readString(Path.of("/proc/thread-self/mounts"))))
                    .contains(target + " tmpfs ro,nosuid,nodev,")
                    .contains(target + "/below tmpfs ro,nodev,");
        }
    }

    private static String list(Path directory) throws IOException {
        Process process = new ProcessBuilder("ls", directory.toString()).start();
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }

    @Test
    void whatTheWorkThrowsReachesTheCaller() {
        try (MountNamespace namespace = MountNamespace.open()) {
            assertThatThrownBy(() -> namespace.call(() -> failing("first")))
                    .isInstanceOf(IOException.class)
                    .hasMessage("first");
            assertThatThrownBy(
                            () ->
                                    namespace.call(
                                            () -> {
                                                throw new IllegalStateException("second");
                                            }))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    private static Object failing(String message) throws IOException {
        throw new IOException(message);
    }

    @Test
    void unmountingWhatIsNotMountedIsRefusedByTheKernel() {
        assertThatThrownBy(() -> Mounts.unmount(scratch))
                .isInstanceOf(LinuxException.class)
                .hasMessage("umount2 " + scratch + ": EINVAL (invalid argument)");
    }
}
