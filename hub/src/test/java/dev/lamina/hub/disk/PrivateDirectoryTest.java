package dev.lamina.hub.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.linux.owner.FileOwner;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// What a hub does with a directory that it is given.
final class PrivateDirectoryTest {

    private static final Set<String> NAMES = Set.of("catalog.db", "blobs", "uploads");

    @TempDir private Path scratch;
    private Path data;
    private int me;

    @BeforeEach
    void makeRoom() throws IOException {
        scratch = scratch.toRealPath();
        data = scratch.resolve("data");
        me = FileOwner.ofThisProcess();
    }

    @Test
    void oneThatIsMissingIsMadeForItsOwnerOnly() throws IOException {
        Path deep = scratch.resolve("srv/hubs/data");
        PrivateDirectory.claim(deep, NAMES);

        assertThat(permissions(deep)).isEqualTo("rwx------");
        assertThat(permissions(deep.getParent())).isEqualTo("rwx------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxr-xr-x", "rwxrwxrwx", "rwx--x--x", "rwxr-x---", "rwx------"})
    void anEmptyOneIsClosedWhateverItsModeWas(String mode) throws IOException {
        make(data, mode);
        PrivateDirectory.claim(data, NAMES);

        assertThat(permissions(data)).isEqualTo("rwx------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxr-xr-x", "rwx--x--x", "rwx------"})
    void whatItHasIsClosedToo(String mode) throws IOException {
        make(data, "rwx------");
        Path blob = data.resolve("blobs/sha256/ab/abcd");
        for (Path directory = blob.getParent();
                !directory.equals(data);
                directory = directory.getParent()) {
            Files.createDirectories(directory);
            allow(directory, "rwxr-xr-x");
        }
        for (String name : new String[] {"blobs/sha256/ab/abcd", "catalog.db", "catalog.db-x"}) {
            Files.createFile(data.resolve(name));
            allow(data.resolve(name), "rw-r--r--");
        }
        allow(data, mode);
        PrivateDirectory.claim(data, NAMES);

        assertThat(permissions(data)).isEqualTo("rwx------");
        assertThat(permissions(data.resolve("blobs"))).isEqualTo("rwx------");
        assertThat(permissions(blob.getParent())).isEqualTo("rwx------");
        assertThat(permissions(blob)).isEqualTo("rw-------");
        assertThat(permissions(data.resolve("catalog.db"))).isEqualTo("rw-------");
        assertThat(permissions(data.resolve("catalog.db-x"))).as("not ours").isEqualTo("rw-r--r--");
    }

    @Test
    void aBlobInAClosedDirectoryIsClosedIfTheHubWasOpen() throws IOException {
        make(data, "rwxr-xr-x");
        Path deep = data.resolve("blobs/sha256/ab");
        Files.createDirectories(deep);
        allow(deep, "rwx------");
        Files.createFile(deep.resolve("abcd"));
        allow(deep.resolve("abcd"), "rw-r--r--");
        PrivateDirectory.claim(data, NAMES);

        assertThat(permissions(deep.resolve("abcd"))).isEqualTo("rw-------");
    }

    @Test
    void oneThatAnotherUserOwnsIsRefused() throws IOException {
        make(data, "rwx------");

        assertThatThrownBy(() -> PrivateDirectory.claim(data, NAMES, me + 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected");
        assertThat(permissions(data)).isEqualTo("rwx------");
    }

    @Test
    void oneThatOthersCouldWriteIsRefusedIfTheyMayHaveChangedIt() throws IOException {
        make(data, "rwx------");
        Files.createFile(data.resolve("catalog.db"));
        allow(data, "rwxrwxrwx");

        assertThatThrownBy(() -> PrivateDirectory.claim(data, NAMES))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        data
                                + ": expected to be written by its owner only, got mode 0777: others"
                                + " may have changed what is in it; if not, chmod go-rwx "
                                + data);
        assertThat(permissions(data)).isEqualTo("rwxrwxrwx");
    }

    @Test
    void oneWhosePlaceOthersCanGiveToAnotherIsRefused() throws IOException {
        Path place = scratch.resolve("place");
        make(place, "rwxrwxrwx");

        assertThatThrownBy(() -> PrivateDirectory.claim(place.resolve("data"), NAMES))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("could put another directory in its place")
                .hasMessageContaining(place + " of ")
                .hasMessageContaining("with mode 0777");
        assertThat(place.resolve("data")).doesNotExist();
    }

    @Test
    void alsoIfOnlyALinkLeadsThere() throws IOException {
        Path place = scratch.resolve("place");
        make(place, "rwxrwxrwx");
        make(place.resolve("data"), "rwx------");
        Path link = Files.createSymbolicLink(scratch.resolve("link"), place);

        assertThatThrownBy(() -> PrivateDirectory.claim(link.resolve("data"), NAMES))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("could put another directory in its place");
    }

    @Test
    void inADirectoryForAllWithTheStickyBitItIsSafe() throws Exception {
        Path place = scratch.resolve("place");
        make(place, "rwxrwxrwx");
        run("chmod", "1777", place.toString());
        PrivateDirectory.claim(place.resolve("data"), NAMES);

        assertThat(permissions(place.resolve("data"))).isEqualTo("rwx------");
    }

    @Test
    void oneThatIsUsedForSomethingElseIsNotClosed() throws IOException {
        make(data, "rwxr-xr-x");
        Files.createFile(data.resolve("index.html"));

        assertThatThrownBy(() -> PrivateDirectory.claim(data, NAMES))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("got other things that others may see (mode 0755)");
        assertThat(permissions(data)).isEqualTo("rwxr-xr-x");
    }

    /// As a file system in memory has it.
    @Test
    void anEmptyOneWithTheStickyBitIsClosed() throws Exception {
        make(data, "rwxrwxrwx");
        run("chmod", "1777", data.toString());
        PrivateDirectory.claim(data, NAMES);

        assertThat(permissions(data)).isEqualTo("rwx------");
    }

    @Test
    void theDirectoryForTemporaryFilesIsNotClosed() throws Exception {
        make(data, "rwxrwxrwx");
        Files.createFile(data.resolve("somebody's"));
        run("chmod", "1777", data.toString());

        assertThatThrownBy(() -> PrivateDirectory.claim(data, NAMES))
                .isInstanceOf(IOException.class);
        assertThat(permissions(data)).isEqualTo("rwxrwxrwx");
    }

    @Test
    void blobsOnAnotherDiskAreClosedThere() throws IOException {
        Path disk = scratch.resolve("disk");
        make(disk, "rwxr-xr-x");
        Files.createFile(disk.resolve("file"));
        allow(disk.resolve("file"), "rw-rw-r--");
        make(data, "rwx------");
        Files.createSymbolicLink(data.resolve("blobs"), disk);
        PrivateDirectory.claim(data, NAMES);

        assertThat(permissions(disk)).isEqualTo("rwx------");
        assertThat(permissions(disk.resolve("file"))).isEqualTo("rw-------");
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private static void make(Path directory, String mode) throws IOException {
        Files.createDirectory(directory);
        allow(directory, mode);
    }

    private static void allow(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
