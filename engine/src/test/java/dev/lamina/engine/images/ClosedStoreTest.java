package dev.lamina.engine.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.engine.Program;
import dev.lamina.engine.store.StorePaths;
import dev.lamina.engine.store.TarOf;
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

    private Images make(String mode) throws IOException {
        Path root = Files.createDirectory(scratch.resolve("store"));
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString(mode));
        return Images.open(new StorePaths(root));
    }

    @Test
    void aStoreMadeWithMkdirIsClosedWhenSomethingIsFirstWritten() throws Exception {
        Images images = make("rwxr-xr-x");
        assertThat(images.summaries()).isEmpty();
        assertThat(isOpen(images.store().paths().root())).as("reading changes nothing").isTrue();

        IMAGE.addTo(images, APP);

        try (Stream<Path> all = Files.walk(images.store().paths().root())) {
            assertThat(all.filter(Files::isDirectory)).noneMatch(ClosedStoreTest::isOpen);
        }
    }

    @Test
    void aStoreThatWasOpenedToOthersIsClosedAtTheNextStart() throws Exception {
        IMAGE.addTo(make("rwx------"), APP);
        Program.run("chmod", "-R", "a+rX", scratch.resolve("store").toString());
        Images images = Images.open(new StorePaths(scratch.resolve("store")));
        images.tag("app:1", Reference.parse("app:2"));

        assertThat(isOpen(images.store().paths().root())).isFalse();
        assertThat(isOpen(images.store().paths().layers())).isFalse();
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
        IMAGE.addTo(make("rwx------"), APP);
        Program.run("chown", "-R", SOMEBODY + "", scratch.resolve("store").toString());
        Images images = Images.open(new StorePaths(scratch.resolve("store")));
        assertThat(images.find("app:1").id()).isEqualTo(IMAGE.id());
        String refusal = "expected to be of the user that runs this, got one of " + SOMEBODY;

        assertThatThrownBy(images.store()::use).hasMessageContaining(refusal);
        assertThatThrownBy(() -> images.store().lock("x")).hasMessageContaining(refusal);
        assertThatThrownBy(() -> images.store().tryLock("x")).hasMessageContaining(refusal);
        assertThatThrownBy(() -> images.tag("app:1", Reference.parse("app:2")))
                .hasMessageContaining(refusal);
        assertThatThrownBy(() -> images.remove("app:1", true)).hasMessageContaining(refusal);
        assertThatThrownBy(images::sweep).hasMessageContaining(refusal);
    }

    @Test
    void whatAnotherUserPutIntoAStoreIsRefused() throws Exception {
        Images images = make("rwxr-xr-x");
        Files.createDirectory(images.store().paths().blobs());
        Files.createDirectory(images.store().paths().mounts());
        Files.setAttribute(images.store().paths().mounts(), "unix:uid", SOMEBODY);

        assertThatThrownBy(images.store()::use)
                .hasMessageStartingWith(
                        images.store().paths().mounts() + ": expected to be of the user");
    }
}
