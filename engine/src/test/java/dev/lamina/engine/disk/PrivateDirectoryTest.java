package dev.lamina.engine.disk;

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
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Who may have been at a directory before it is used. Another user is played by a number that owns
/// nothing here, so that no privilege is needed.
final class PrivateDirectoryTest {

    private static final Set<Path> NAMES =
            Set.of(
                    Path.of("index.json"),
                    Path.of("blobs"),
                    Path.of("blobs/sha256"),
                    Path.of("containers"));

    @TempDir private Path scratch;
    private Path store;
    private int me;
    private int somebody;

    @BeforeEach
    void makeRoom() throws IOException {
        scratch = scratch.toRealPath();
        store = scratch.resolve("store");
        me = FileOwner.ofThisProcess();
        somebody = me + 4711;
    }

    private static void make(Path directory, String mode) throws IOException {
        Files.createDirectories(directory);
        allow(directory, mode);
    }

    private static void allow(Path file, String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
    }

    private void claim() throws IOException {
        PrivateDirectory.checkPlace(store);
        PrivateDirectory.close(store, NAMES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxr-xr-x", "rwxrwxrwx", "rwx--x--x", "rwxr-x---", "rwx------"})
    void anEmptyOneIsClosedWhateverItsModeWas(String mode) throws Exception {
        make(store, mode);

        claim();

        assertThat(mode(store)).isEqualTo("rwx------");
    }

    @Test
    void whatItHasIsClosedWithIt() throws Exception {
        make(store.resolve("blobs/sha256"), "rwxr-xr-x");
        allow(store.resolve("blobs"), "rwxr-xr-x");
        allow(store, "rwxr-xr-x");
        make(store.resolve("other"), "rwxr-xr-x");

        claim();

        assertThat(mode(store)).isEqualTo("rwx------");
        assertThat(mode(store.resolve("blobs"))).isEqualTo("rwx------");
        assertThat(mode(store.resolve("blobs/sha256"))).isEqualTo("rwx------");
        assertThat(mode(store.resolve("other"))).as("not ours").isEqualTo("rwxr-xr-x");
    }

    @Test
    void oneThatOthersCouldWriteIsRefusedUntilItsOwnerSaysThatItIsGood() throws Exception {
        make(store.resolve("blobs"), "rwxr-xr-x");
        allow(store, "rwxrwxrwx");

        assertThatThrownBy(this::claim)
                .hasMessage(
                        store
                                + ": expected to be written by its owner only, got mode 0777: others"
                                + " may have changed what is in it; if not, chmod go-rwx "
                                + store);
        assertThat(mode(store)).isEqualTo("rwxrwxrwx");
        allow(store, "rwx------");
        claim();
    }

    @ParameterizedTest
    @ValueSource(strings = {"blobs", "blobs/sha256", "index.json"})
    void whatOthersCanWriteInItIsRefused(String name) throws Exception {
        make(store.resolve("blobs/sha256"), "rwx------");
        Files.createFile(store.resolve("index.json"));
        allow(store, "rwx------");
        allow(store.resolve(name), "rwxrwxrwx");

        assertThatThrownBy(this::claim)
                .hasMessageStartingWith(store.resolve(name) + ": expected to be written by its");
    }

    @Test
    void oneOfAnotherUserIsRefused() throws Exception {
        make(store, "rwx------");

        assertThatThrownBy(() -> PrivateDirectory.close(store, NAMES, somebody))
                .hasMessageStartingWith(
                        store + ": expected to be of the user that runs this, got one of ");
    }

    @Test
    void aDirectoryOfOtherThingsIsNotClosedToThoseWhoUseIt() throws Exception {
        make(store, "rwxr-xr-x");
        Files.createFile(store.resolve("passwd"));

        assertThatThrownBy(this::claim)
                .hasMessageContaining("got other things that others may see (mode 0755)");
        assertThat(mode(store)).isEqualTo("rwxr-xr-x");
    }

    /// As `/etc` has `containers`.
    @Test
    void aNameOfOursAmongOtherThingsMakesNoStore() throws Exception {
        make(store.resolve("containers"), "rwxr-xr-x");
        allow(store, "rwxr-xr-x");
        Files.createFile(store.resolve("passwd"));

        assertThatThrownBy(this::claim)
                .hasMessageContaining("got other things that others may see (mode 0755)");
        assertThatThrownBy(() -> PrivateDirectory.checkContent(store))
                .hasMessageContaining("got other things that others may see (mode 0755)");
        assertThat(mode(store)).isEqualTo("rwxr-xr-x");
        assertThat(mode(store.resolve("containers"))).isEqualTo("rwxr-xr-x");
    }

    @Test
    void aDirectoryOfManyUsersIsNone() throws Exception {
        make(store, "rwxrwxrwx");
        Files.setAttribute(store, "unix:mode", 01777);

        assertThatThrownBy(this::claim).hasMessageContaining("(mode 1777)");
    }

    @Test
    void aPlaceThatOthersCanExchangeIsRefused() throws Exception {
        make(scratch.resolve("shared"), "rwxrwxrwx");
        store = scratch.resolve("shared/deep/store");

        assertThatThrownBy(() -> PrivateDirectory.checkPlace(store))
                .as("also before it is made")
                .hasMessageStartingWith(
                        store
                                + ": expected a place that only its user and root can change, got "
                                + scratch.resolve("shared")
                                + " of ")
                .hasMessageContaining("with mode 0777");
    }

    @Test
    void aPlaceBelowADirectoryLikeTmpIsGood() throws Exception {
        make(scratch.resolve("shared"), "rwxrwxrwx");
        Files.setAttribute(scratch.resolve("shared"), "unix:mode", 01777);
        store = scratch.resolve("shared/store");
        make(store, "rwxr-xr-x");

        claim();

        assertThat(mode(store)).isEqualTo("rwx------");
    }

    @Test
    void aLinkIsFollowedOnlyToAPlaceThatOthersCannotExchange() throws Exception {
        make(scratch.resolve("shared/mine"), "rwx------");
        Path target = scratch.resolve("shared/mine/store");
        make(target, "rwxr-xr-x");
        Files.createSymbolicLink(store, target);

        claim();
        assertThat(mode(target)).isEqualTo("rwx------");

        allow(scratch.resolve("shared"), "rwxrwxrwx");
        assertThatThrownBy(this::claim).hasMessageContaining("got " + scratch.resolve("shared"));
    }

    @Test
    void aLinkOfAnotherUserIsRefused() throws Exception {
        make(scratch.resolve("real"), "rwx------");
        Files.createSymbolicLink(store, scratch.resolve("real"));
        boolean root = me == 0;
        if (root) { // Its links are good for all.
            Files.setAttribute(store, "unix:uid", somebody, LinkOption.NOFOLLOW_LINKS);
        }

        assertThatThrownBy(() -> PrivateDirectory.checkPlace(store, root ? me : somebody))
                .hasMessageStartingWith(store + ": expected a place that only its user");
    }

    @Test
    void whatIsMadeIsForItsOwnerWhateverTheUmask() throws Exception {
        PrivateDirectory.create(store.resolve("a/b"));

        assertThat(mode(store)).isEqualTo("rwx------");
        assertThat(mode(store.resolve("a/b"))).isEqualTo("rwx------");
    }
}
