package dev.lamina.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.hub.catalog.content.Catalog;
import dev.lamina.hub.settings.HubSettings;
import dev.lamina.hub.settings.StorageSettings;
import dev.lamina.hub.upkeep.Sweep;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Backups of a hub that takes pushes, deletes and sweeps at the same time. Each must be whole: all
/// that its catalog names can be pulled from the hub that it is restored to.
final class BackupRaceTest {

    private static final InstantSource LATE = () -> Instant.now().minus(Duration.ofHours(1));
    private static final Duration GRACE = Duration.ofMinutes(10);
    private static final int BACKUPS = 4;
    private static final long PAUSE_MILLIS = 50;

    @TempDir private Path directory;

    @ParameterizedTest
    @EnumSource(TestStorage.class)
    void eachBackupIsWhole(TestStorage storages) throws Exception {
        Path data = directory.resolve("data");
        HubSettings settings =
                TestHub.settings(data).withStorage(storages.settings(data)).withClock(LATE);
        var done = new CountDownLatch(1);
        var backups = new ArrayList<Path>();
        try (TestHub hub = TestHub.start(settings);
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Bytes kept = hub.pushImage("me/kept", "1", 1_000_000);
            List<Future<?>> others =
                    List.of(
                            threads.submit(() -> churn(hub, done)),
                            threads.submit(() -> sweep(settings, done)));
            try {
                for (int i = 0; i < BACKUPS; i++) {
                    Path backup = directory.resolve("backup" + i);
                    assertThat(new Upkeep(data, settings.storage()).backup(backup, (_, _) -> {}))
                            .isEmpty();
                    backups.add(backup);
                }
            } finally {
                done.countDown();
            }
            for (Future<?> other : others) {
                other.get();
            }
            for (Path backup : backups) {
                check(backup, kept);
            }
        }
    }

    /// Pushes images, each of its own, and deletes them again.
    private static int churn(TestHub hub, CountDownLatch done) throws IOException {
        int seed = 0;
        while (done.getCount() > 0) {
            String repository = "me/app" + seed % 3;
            try {
                Bytes manifest = hub.pushImage(repository, "1", seed);
                if (seed % 4 != 0) {
                    String path = "/v2/" + repository + "/manifests/" + Digest.of(manifest);
                    assertThat(hub.http().delete(path).status()).isEqualTo(202);
                }
            } catch (IOException e) {
                // A sweep took a blob between its push and the manifest's.
                assertThat(e).hasMessageContaining("MANIFEST_BLOB_UNKNOWN");
            }
            seed++;
        }
        return seed;
    }

    private static int sweep(HubSettings settings, CountDownLatch done)
            throws IOException, InterruptedException {
        int count = 0;
        try (Storage storage = Storage.existing(settings.data(), settings.storage())) {
            var sweep =
                    new Sweep(
                            new Catalog(storage.database()),
                            storage.blobs(),
                            InstantSource.system(),
                            GRACE);
            while (!done.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                sweep.run();
                count++;
            }
        }
        return count;
    }

    private void check(Path backup, Bytes kept) throws IOException {
        Path restored = directory.resolve("restored-" + backup.getFileName());
        var upkeep = new Upkeep(restored, StorageSettings.EMBEDDED);
        assertThat(upkeep.restore(backup, (_, _) -> {})).isEmpty();
        assertThat(upkeep.scrub(false, (_, _) -> {})).isEmpty();
        try (TestHub hub = TestHub.start(TestHub.settings(restored))) {
            assertThat(hub.http().get("/v2/me/kept/manifests/1").body()).isEqualTo(kept);
        }
    }
}
