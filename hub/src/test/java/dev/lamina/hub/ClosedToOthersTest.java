package dev.lamina.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.hub.settings.HubSettings;
import dev.lamina.hub.settings.OperationSettings;
import dev.lamina.image.Bytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What other users of the machine see of a hub: nothing, whatever the modes of its files were.
final class ClosedToOthersTest {

    @TempDir private Path scratch;

    @Test
    void aRunningHubHasNothingThatOthersCanOpen() throws Exception {
        Path log = scratch.resolve("access.log");
        HubSettings settings = TestHub.settings(scratch.resolve("hub"));
        try (TestHub hub =
                TestHub.start(
                        settings.withOperations(OperationSettings.DEFAULT.withAccessLog(log)))) {
            hub.pushImage("me/app", "1", 1);
            hub.http().send("PATCH", hub.beginUpload("me/app"), Bytes.utf8("begun"));

            assertThat(open(settings.data())).isEmpty();
            assertThat(Files.getPosixFilePermissions(log)).containsOnly(READ, WRITE);
        }
    }

    private static final PosixFilePermission READ = PosixFilePermission.OWNER_READ;
    private static final PosixFilePermission WRITE = PosixFilePermission.OWNER_WRITE;

    @Test
    void aStartClosesWhatWasOpened() throws Exception {
        HubSettings settings = TestHub.settings(scratch.resolve("hub"));
        try (TestHub hub = TestHub.start(settings)) {
            hub.pushImage("me/app", "1", 1);
            hub.http().send("PATCH", hub.beginUpload("me/app"), Bytes.utf8("begun"));
            openAll(settings.data());
        }

        try (TestHub hub = TestHub.start(settings)) {
            assertThat(hub.http().get("/v2/me/app/manifests/1").status()).isEqualTo(200);
            assertThat(open(settings.data())).isEmpty();
        }
    }

    @Test
    void aHubThatOthersCouldWriteIsNotStarted() throws Exception {
        HubSettings settings = TestHub.settings(scratch.resolve("hub"));
        TestHub.start(settings).close();
        Files.setPosixFilePermissions(
                settings.data(), PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> Hub.start(settings))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected to be written by its owner only, got mode 0777");
        assertThatThrownBy(
                        () ->
                                new Upkeep(settings.data(), settings.storage())
                                        .resetPassword("a", Optional.empty(), false))
                .hasMessageContaining("expected to be written by its owner only, got mode 0777");
    }

    @Test
    void aBackupIsClosedToo() throws Exception {
        HubSettings settings = TestHub.settings(scratch.resolve("hub"));
        Path backup = Files.createDirectory(scratch.resolve("backup"));
        Files.setPosixFilePermissions(backup, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (TestHub hub = TestHub.start(settings)) {
            hub.pushImage("me/app", "1", 1);
            var upkeep = new Upkeep(settings.data(), settings.storage());
            upkeep.backup(backup, (_, _) -> {});
            assertThat(open(backup)).isEmpty();

            openAll(backup);
            upkeep.backup(backup, (_, _) -> {});
            assertThat(open(backup)).isEmpty();
        }
    }

    @Test
    void aLogIsTakenFromEverybodyButNotFromAGroupThatItWasGivenTo() throws Exception {
        Path log = Files.createFile(scratch.resolve("access.log"));
        HubSettings settings =
                TestHub.settings(scratch.resolve("hub"))
                        .withOperations(OperationSettings.DEFAULT.withAccessLog(log));
        allow(log, "rw-rw-r--");
        TestHub.start(settings).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
                .isEqualTo("rw-------");

        allow(log, "rw-r-----");
        TestHub.start(settings).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
                .isEqualTo("rw-r-----");
    }

    /// Opens all to be read, as an older version left it under a usual umask.
    private static void openAll(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                allow(path, Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--");
            }
        }
    }

    private static void allow(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private static Stream<Path> open(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(ClosedToOthersTest::isOpen).toList().stream();
        }
    }

    private static boolean isOpen(Path path) {
        try {
            Set<PosixFilePermission> permissions =
                    Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
            return permissions.stream()
                    .anyMatch(permission -> !permission.name().startsWith("OWNER"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
