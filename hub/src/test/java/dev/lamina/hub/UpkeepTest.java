package dev.lamina.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.hub.Upkeep.BadBlob;
import dev.lamina.hub.db.TestPostgres;
import dev.lamina.hub.settings.StorageSettings;
import dev.lamina.hub.settings.Watcher;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// Backup, restore and scrub, beside hubs that run.
final class UpkeepTest {

    private static final Watcher NOBODY = (_, _) -> {};

    @TempDir private Path directory;

    @Test
    void aBackupOfARunningHubIsRestoredToAnotherKindOfDatabaseAndBack() throws IOException {
        Path data = directory.resolve("data");
        Bytes manifest;
        try (TestHub hub = TestHub.start(TestHub.settings(data))) {
            manifest = hub.pushImage("me/app", "1", 1);
            hub.pushImage("me/app", "2", 2);
            hub.pushImage("library/nginx", "latest", 3);
            hub.http().delete("/v2/me/app/manifests/2");
            assertThat(upkeep(data).backup(directory.resolve("backup"), NOBODY)).isEmpty();
        }

        Path elsewhere = directory.resolve("elsewhere");
        StorageSettings postgres =
                StorageSettings.EMBEDDED.withDatabase(
                        TestPostgres.shared().url(elsewhere), Optional.empty());
        var moved = new Upkeep(elsewhere, postgres);
        assertThat(moved.restore(directory.resolve("backup"), NOBODY)).isEmpty();
        assertThat(moved.backup(directory.resolve("again"), NOBODY)).isEmpty();
        Path back = directory.resolve("back");
        assertThat(upkeep(back).restore(directory.resolve("again"), NOBODY)).isEmpty();

        try (TestHub there = TestHub.start(TestHub.settings(elsewhere).withStorage(postgres));
                TestHub here = TestHub.start(TestHub.settings(back))) {
            for (TestHub hub : List.of(there, here)) {
                assertThat(hub.http().get("/v2/me/app/manifests/1").body()).isEqualTo(manifest);
                assertThat(hub.http().get("/v2/me/app/manifests/2").status()).isEqualTo(404);
                Digest layer = Digest.of(TestHub.random(1, 1000));
                assertThat(hub.http().get("/v2/me/app/blobs/" + layer).body())
                        .isEqualTo(TestHub.random(1, 1000));
                assertThat(hub.http().get("/v2/_catalog").text())
                        .contains("library/nginx", "me/app");
                // The numbers of new rows follow those of the old ones.
                hub.pushImage("me/new", "1", 4);
                hub.pushImage("me/app", "1", 5);
                assertThat(hub.http().get("/v2/repositories/me/app/tags/").text())
                        .contains("\"count\":1");
            }
        }
    }

    @Test
    void aSecondBackupTakesWhatIsNewAndDropsWhatIsGone() throws IOException {
        Path data = directory.resolve("data");
        Path backup = directory.resolve("backup");
        try (TestHub hub = TestHub.start(TestHub.settings(data))) {
            Bytes first = hub.pushImage("me/app", "1", 1);
            upkeep(data).backup(backup, NOBODY);
            long before = blobs(backup);
            hub.pushImage("me/app", "2", 2);
            upkeep(data).backup(backup, NOBODY);

            assertThat(before).isEqualTo(2);
            assertThat(blobs(backup)).isEqualTo(4);
            assertThat(hub.http().get("/v2/me/app/manifests/1").body()).isEqualTo(first);
        }
        assertThat(backup.resolve("catalog.db.new")).doesNotExist();
        assertThat(backup.resolve("uploads")).isEmptyDirectory();
    }

    @Test
    void noHubIsOverwrittenByABackup() throws IOException {
        Path data = directory.resolve("data");
        Path other = directory.resolve("other");
        Path served = directory.resolve("served");
        try (TestHub hub = TestHub.start(TestHub.settings(other))) {
            hub.pushImage("you/app", "1", 2);
        }
        try (TestHub hub = TestHub.start(TestHub.settings(data))) {
            Bytes manifest = hub.pushImage("me/app", "1", 1);
            upkeep(data).backup(served, NOBODY);
            TestHub.start(TestHub.settings(served)).close();

            for (Path target : List.of(data, other, served)) {
                assertThatThrownBy(() -> upkeep(data).backup(target, NOBODY))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("expected an empty directory or a backup");
            }
            assertThat(hub.http().get("/v2/me/app/manifests/1").body()).isEqualTo(manifest);
        }
    }

    @Test
    void aDirectoryTakesOneBackupAtATime() throws IOException {
        Path data = directory.resolve("data");
        Path backup = directory.resolve("backup");
        try (TestHub hub = TestHub.start(TestHub.settings(data))) {
            hub.pushImage("me/app", "1", 1);
            var tried = new AtomicBoolean();
            upkeep(data)
                    .backup(
                            backup,
                            (_, _) -> {
                                if (!tried.getAndSet(true)) {
                                    assertThatThrownBy(() -> upkeep(data).backup(backup, NOBODY))
                                            .hasMessageContaining("another backup is being made");
                                }
                            });

            assertThat(tried).isTrue();
        }
        assertThat(upkeep(directory.resolve("back")).restore(backup, NOBODY)).isEmpty();
    }

    @Test
    void onlyAnEmptyHubIsRestored() throws IOException {
        Path data = directory.resolve("data");
        Path backup = directory.resolve("backup");
        try (TestHub hub = TestHub.start(TestHub.settings(data))) {
            hub.pushImage("me/app", "1", 1);
            upkeep(data).backup(backup, NOBODY);

            assertThatThrownBy(() -> upkeep(data).restore(backup, NOBODY))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("restore: expected an empty hub");
        }
    }

    /// A restore that is killed has shown nothing, and can be begun again.
    @Test
    void aRestoreThatBrokeOffIsBegunAgain() throws IOException {
        Path data = directory.resolve("data");
        Path backup = directory.resolve("backup");
        Path target = directory.resolve("target");
        try (TestHub hub = TestHub.start(TestHub.settings(data))) {
            hub.pushImage("me/app", "1", 1);
            upkeep(data).backup(backup, NOBODY);
        }
        var once = new AtomicBoolean(true);
        Watcher breaking =
                (_, _) -> {
                    if (once.getAndSet(false)) {
                        throw new IllegalStateException("on purpose");
                    }
                };

        assertThatThrownBy(() -> upkeep(target).restore(backup, breaking)).hasMessage("on purpose");
        assertThat(upkeep(target).restore(backup, breaking)).isEmpty();

        try (TestHub hub = TestHub.start(TestHub.settings(target))) {
            assertThat(hub.http().get("/v2/me/app/manifests/1").status()).isEqualTo(200);
        }
    }

    @Test
    void whatIsNoHubIsNotBackedUpAndWhatIsNoBackupIsNotRestored() throws IOException {
        Path none = directory.resolve("none");
        Path other = Files.createDirectory(directory.resolve("other"));
        Files.writeString(other.resolve("file"), "somebody's");

        assertThatThrownBy(() -> upkeep(none).backup(directory.resolve("backup"), NOBODY))
                .hasMessageContaining("expected a hub's catalog, got nothing");
        assertThat(none).doesNotExist();
        assertThatThrownBy(() -> upkeep(directory.resolve("new")).restore(other, NOBODY))
                .hasMessageContaining("expected a backup's catalog, got nothing");
        try (TestHub hub = TestHub.start(TestHub.settings(directory.resolve("data")))) {
            assertThatThrownBy(() -> upkeep(directory.resolve("data")).backup(other, NOBODY))
                    .hasMessageContaining("expected an empty directory or a backup");
            assertThat(hub.http().get("/v2/").status()).isEqualTo(200);
        }
        assertThat(other).isDirectoryContaining("glob:**file");
    }

    @Test
    void damagedBlobsAreFoundLeftOutOfBackupsAndMendedByTheNextPush() throws IOException {
        Path data = directory.resolve("data");
        try (TestHub hub = TestHub.start(TestHub.settings(data))) {
            hub.pushImage("me/app", "1", 1);
            Digest layer = Digest.of(TestHub.random(1, 1000));
            Path file =
                    data.resolve("blobs/sha256/" + layer.hex().substring(0, 2))
                            .resolve(layer.hex());
            assertThat(upkeep(data).scrub(false, NOBODY)).isEmpty();

            Files.write(file, TestHub.random(9, 1000).toArray());

            List<BadBlob> found = upkeep(data).scrub(false, NOBODY);
            assertThat(found)
                    .containsExactly(
                            new BadBlob(
                                    layer,
                                    1000,
                                    "damaged",
                                    Digest.of(TestHub.random(9, 1000)).toString(),
                                    List.of("me/app")));
            assertThat(upkeep(data).backup(directory.resolve("backup"), NOBODY)).isEqualTo(found);

            assertThat(upkeep(data).scrub(true, NOBODY)).isEqualTo(found);
            assertThat(hub.http().head("/v2/me/app/blobs/" + layer).status()).isEqualTo(404);
            assertThat(upkeep(data).scrub(false, NOBODY))
                    .extracting(BadBlob::problem)
                    .containsExactly("missing");
            hub.pushImage("me/app", "1", 1);
            assertThat(upkeep(data).scrub(false, NOBODY)).isEmpty();
        }
    }

    private static Upkeep upkeep(Path data) {
        return new Upkeep(data, StorageSettings.EMBEDDED);
    }

    private static long blobs(Path directory) throws IOException {
        try (var files = Files.walk(directory.resolve("blobs"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
