package dev.lamina.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.engine.Program;
import dev.lamina.image.Reference;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/// A store that somebody made with mkdir, with other users on the machine. Needs root, to play them.
@Tag("linux")
final class ClosedStoreTest {

    private static final Reference APP = Reference.parse("app:1");
    private static final TestImage IMAGE = TestImage.ofGzip(TarOf.files("a", "a"));
    private static final int SOMEBODY = 4711;

    @TempDir private Path scratch;

    private Store make(String mode) throws IOException {
        Path root = Files.createDirectory(scratch.resolve("store"));
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString(mode));
        return Store.open(new StorePaths(root));
    }

    @Test
    void aStoreMadeWithMkdirIsClosedWhenSomethingIsFirstWritten() throws Exception {
        try (Store store = make("rwxr-xr-x")) {
            assertThat(store.images()).isEmpty();
            assertThat(isOpen(store.paths().root())).as("reading changes nothing").isTrue();

            IMAGE.addTo(store, APP);

            try (Stream<Path> all = Files.walk(store.paths().root())) {
                assertThat(all.filter(Files::isDirectory)).noneMatch(ClosedStoreTest::isOpen);
            }
        }
    }

    @Test
    void aStoreThatWasOpenedToOthersIsClosedAtTheNextStart() throws Exception {
        try (Store store = make("rwx------")) {
            IMAGE.addTo(store, APP);
        }
        Program.run("chmod", "-R", "a+rX", scratch.resolve("store").toString());
        try (Store store = Store.open(new StorePaths(scratch.resolve("store")))) {
            store.tag("app:1", Reference.parse("app:2"));

            assertThat(isOpen(store.paths().root())).isFalse();
            assertThat(isOpen(store.paths().layers())).isFalse();
        }
    }

    private static boolean isOpen(Path directory) {
        try {
            return Files.getPosixFilePermissions(directory).stream()
                    .map(PosixFilePermission::name)
                    .anyMatch(name -> !name.startsWith("OWNER"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aStoreOfAnotherUserIsReadButNeverWritten() throws Exception {
        try (Store store = make("rwx------")) {
            IMAGE.addTo(store, APP);
        }
        Program.run("chown", "-R", SOMEBODY + "", scratch.resolve("store").toString());
        try (Store store = Store.open(new StorePaths(scratch.resolve("store")))) {
            assertThat(store.image("app:1").id()).isEqualTo(IMAGE.id());
            String refusal = "expected to be of the user that runs this, got one of " + SOMEBODY;

            assertThatThrownBy(store::use).hasMessageContaining(refusal);
            assertThatThrownBy(() -> store.lock("x")).hasMessageContaining(refusal);
            assertThatThrownBy(() -> store.tryLock("x")).hasMessageContaining(refusal);
            assertThatThrownBy(() -> store.tag("app:1", Reference.parse("app:2")))
                    .hasMessageContaining(refusal);
            assertThatThrownBy(() -> store.remove("app:1", true)).hasMessageContaining(refusal);
            assertThatThrownBy(store::sweep).hasMessageContaining(refusal);
        }
    }

    @Test
    void whatAnotherUserPutIntoAStoreIsRefused() throws Exception {
        try (Store store = make("rwxr-xr-x")) {
            Files.createDirectory(store.paths().mounts());
            Files.setAttribute(store.paths().mounts(), "unix:uid", SOMEBODY);

            assertThatThrownBy(store::use)
                    .hasMessageStartingWith(
                            store.paths().mounts() + ": expected to be of the user");
        }
    }
}
