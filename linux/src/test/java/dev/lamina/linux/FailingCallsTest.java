package dev.lamina.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// Calls that fail say which call, on what and why, and leave nothing open. Needs root.
@Tag("linux")
final class FailingCallsTest {

    private static final byte[] NAME = "trusted.lamina".getBytes(UTF_8);

    @TempDir private Path scratch;

    @Test
    void whatIsNotThereIsNamed() {
        Path missing = scratch.resolve("missing");

        fails(() -> FileTimes.setModified(missing, Instant.EPOCH), "utimensat", missing);
        fails(() -> Xattrs.set(missing, NAME, new byte[1]), "lsetxattr", missing);
        fails(() -> Xattrs.get(missing, "trusted.lamina"), "lgetxattr", missing);
        fails(() -> Links.rename(missing, NAME), "rename", missing);
        fails(
                () -> Links.makeSymbolic(NAME, missing.resolve("l")),
                "symlink",
                missing.resolve("l"));
        fails(() -> SpecialFiles.makeFifo(missing.resolve("p"), 0), "mknod", missing.resolve("p"));
    }

    private static void fails(ThrowingCallable call, String name, Path file) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        LinuxException.class,
                        e -> {
                            assertThat(e.call()).isEqualTo(name);
                            assertThat(e.errno()).isEqualTo(Errno.ENOENT);
                        })
                .hasMessage(name + " " + file + ": ENOENT (no such file or directory)");
    }

    @Test
    void aNumberWithoutANameIsShownAsItIs() {
        assertThat(new LinuxException("call", "file", 4095)).hasMessage("call file: errno 4095");
    }

    @Test
    void anAttributeMayBeEmptyReplacedAndThatOfALink() throws IOException {
        Path file = Files.createFile(scratch.resolve("file"));
        Path link = Files.createSymbolicLink(scratch.resolve("link"), file);

        Xattrs.set(file, NAME, new byte[0]);
        assertThat(Xattrs.get(file, "trusted.lamina")).hasValue(new byte[0]);
        assertThat(Xattrs.get(link, "trusted.lamina")).isEmpty();
        Xattrs.set(file, NAME, new byte[300]);
        assertThat(Xattrs.get(file, "trusted.lamina").map(value -> value.length)).hasValue(300);
        Xattrs.set(link, NAME, new byte[] {7});
        assertThat(Xattrs.get(link, "trusted.lamina")).hasValue(new byte[] {7});
    }

    @Test
    void aNameThatNoFileSystemHasIsNoAttribute() throws IOException {
        Path file = Files.createFile(scratch.resolve("file"));

        assertThat(Xattrs.get(file, "unknown.name")).isEqualTo(Optional.empty());
        assertThatThrownBy(() -> Xattrs.set(file, "unknown.name".getBytes(UTF_8), new byte[1]))
                .hasMessage("lsetxattr " + file + ": EOPNOTSUPP (operation not supported)");
    }

    @Test
    void aSocketThatNobodyServesLeavesNothingOpen() throws IOException {
        Path missing = scratch.resolve("socket");
        Path file = Files.createFile(scratch.resolve("file"));
        failure(missing);
        long before = openFiles();
        for (int i = 0; i < 50; i++) {
            assertThat(failure(missing).errno()).isEqualTo(Errno.ENOENT);
            assertThat(failure(file).call()).isEqualTo("connect");
            assertThat(failure(missing.resolve("deeper")).call()).isEqualTo("open");
        }

        assertThat(openFiles()).as("open files").isLessThan(before + 50);
    }

    @Test
    void aNameTooLongForASocketIsRefused() throws IOException {
        long before = openFiles();
        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> SequencedSocket.connect(scratch.resolve("s".repeat(120))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith("expected the name of a socket to be short");
        }

        assertThat(openFiles()).as("open files").isLessThan(before + 50);
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    private static LinuxException failure(Path socket) {
        try (Descriptor connection = SequencedSocket.connect(socket)) {
            throw new AssertionError("connected to " + socket + " by " + connection);
        } catch (LinuxException e) {
            return e;
        }
    }
}
