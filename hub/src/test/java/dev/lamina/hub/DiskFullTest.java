package dev.lamina.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamina.http.raw.RawHttp.Answer;
import dev.lamina.hub.catalog.content.Catalog;
import dev.lamina.hub.db.Database;
import dev.lamina.hub.settings.HubSettings;
import dev.lamina.hub.upkeep.Sweep;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/// A hub on a disk that is full for a while: a file system of its own, in memory.
@Tag("linux")
final class DiskFullTest {

    private static final int DISK_MIB = 96;

    /// More than a hub keeps free.
    private static final int BIG = 40_000_000;

    private static final Bytes CONFIG = Bytes.utf8("{\"big\":true}");

    @TempDir private Path scratch;
    private Path disk;
    private Path ballast;

    @BeforeEach
    void mount() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "needs root, to mount a disk");
        // The driver's library goes beside the first database, and would keep the disk in use.
        Database.open(scratch.resolve("first.db")).close();
        disk = Files.createDirectory(scratch.resolve("disk"));
        ballast = disk.resolve("ballast");
        run("mount", "-t", "tmpfs", "-o", "size=" + DISK_MIB + "m", "tmpfs", disk.toString());
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            run("umount", disk.toString());
        }
    }

    @Test
    void whileTheDiskIsFullPushesAreRefusedAndPullsGoOn() throws IOException {
        Bytes big = TestHub.random(2, 3_000_000);
        try (TestHub hub = TestHub.start(TestHub.settings(disk.resolve("data")))) {
            Bytes manifest = hub.pushImage("me/app", "1", 1);
            String upload = hub.beginUpload("me/app");
            assertThat(hub.http().send("PATCH", upload, big.slice(0, 1_000_000)).status())
                    .isEqualTo(202);
            fill();

            Answer patch = hub.http().send("PATCH", upload, big.slice(1_000_000, 3_000_000));
            Answer push = hub.pushManifest("me/app", "2", manifest);

            assertThat(patch.status()).isEqualTo(503);
            assertThat(patch.text()).contains("UNAVAILABLE").doesNotContain(disk.toString());
            assertThat(patch.header("Retry-After")).isEqualTo("5");
            assertThat(push.status()).isEqualTo(503);
            assertThat(hub.http().get("/v2/me/app/manifests/1").body()).isEqualTo(manifest);
            assertThat(hub.http().get("/r/me/app").status()).isEqualTo(200);

            Files.delete(ballast);

            String range = hub.http().get(upload).header("Range");
            int arrived = Integer.parseInt(range.substring(2)) + 1;
            assertThat(arrived).isGreaterThanOrEqualTo(1_000_000);
            hub.http().send("PATCH", upload, big.slice(arrived, big.length()));
            String digest = Digest.of(big).toString();
            Answer put = hub.http().send("PUT", upload + "?digest=" + digest, Bytes.EMPTY);
            assertThat(put.status()).isEqualTo(201);
            assertThat(hub.http().get("/v2/me/app/blobs/" + digest).body()).isEqualTo(big);
            assertThat(hub.pushManifest("me/app", "2", manifest).status()).isEqualTo(201);
        }
    }

    @Test
    void uploadsLeaveRoomForWhatTheCatalogWrites() throws IOException {
        try (TestHub hub = TestHub.start(TestHub.settings(disk.resolve("data")))) {
            Bytes manifest = hub.pushImage("me/app", "1", 1);
            String upload = hub.beginUpload("me/app");
            fill();
            try (var file = FileChannel.open(ballast, StandardOpenOption.WRITE)) {
                file.truncate(file.size() - (8 << 20));
            }

            Answer patch = hub.http().send("PATCH", upload, TestHub.random(2, 1000));

            assertThat(patch.status()).isEqualTo(503);
            assertThat(hub.http().send("POST", "/v2/me/app/blobs/uploads/", Bytes.EMPTY).status())
                    .isEqualTo(503);
            assertThat(hub.pushManifest("me/app", "2", manifest).status()).isEqualTo(201);
        }
    }

    /// A database needs room to delete, and a sweep a database to make room.
    @Test
    void onAFullDiskATagIsDeletedAndASweepMakesRoomForPushes() throws IOException {
        HubSettings settings = TestHub.settings(disk.resolve("data"));
        Bytes big = TestHub.random(2, BIG);
        try (TestHub hub = TestHub.start(settings)) {
            Bytes kept = hub.pushImage("me/app", "kept", 1);
            pushBig(hub, big);
            fill();
            assertThat(hub.pushManifest("me/app", "more", kept).status()).isEqualTo(503);

            assertThat(hub.http().delete("/v2/me/app/manifests/big").status()).isEqualTo(202);
            fill();
            deleteManifest(hub, big);
            fill();
            sweep(settings);

            assertThat(hub.http().get("/v2/me/app/manifests/kept").body()).isEqualTo(kept);
            assertThat(hub.http().get("/v2/me/app/blobs/" + Digest.of(big)).status())
                    .isEqualTo(404);
            assertThat(hub.pushManifest("me/app", "more", kept).status()).isEqualTo(201);
            hub.pushImage("me/app", "next", 3);
            sweep(settings);
            assertThat(disk.resolve("data/reserve")).hasSize(8 << 20);
        }
    }

    @Test
    void aHubStartsOnAFullDiskAndASweepMakesRoom() throws IOException {
        HubSettings settings = TestHub.settings(disk.resolve("data"));
        Bytes big = TestHub.random(2, BIG);
        Bytes kept;
        try (TestHub hub = TestHub.start(settings)) {
            kept = hub.pushImage("me/app", "kept", 1);
            pushBig(hub, big);
        }
        fill();

        try (TestHub hub = TestHub.start(settings)) {
            fill();
            assertThat(hub.http().get("/v2/me/app/manifests/kept").body()).isEqualTo(kept);
            deleteManifest(hub, big);
            sweep(settings);

            hub.pushImage("me/app", "next", 3);
        }
    }

    private static void pushBig(TestHub hub, Bytes layer) throws IOException {
        hub.pushBlob("me/app", layer);
        hub.pushBlob("me/app", CONFIG);
        assertThat(hub.pushManifest("me/app", "big", manifest(layer)).status()).isEqualTo(201);
    }

    private static void deleteManifest(TestHub hub, Bytes layer) throws IOException {
        String path = "/v2/me/app/manifests/" + Digest.of(manifest(layer));
        assertThat(hub.http().delete(path).status()).isEqualTo(202);
    }

    private static Bytes manifest(Bytes layer) {
        return TestHub.manifest(CONFIG, layer, "");
    }

    /// As the hub does each hour.
    private static void sweep(HubSettings settings) throws IOException {
        try (Storage storage = Storage.existing(settings.data(), settings.storage())) {
            new Sweep(
                            new Catalog(storage.database()),
                            storage.blobs(),
                            () -> Instant.now().plus(settings.grace()).plus(Duration.ofHours(2)),
                            settings.grace())
                    .run();
        }
    }

    /// Takes all the space that is left.
    private void fill() throws IOException {
        try (OutputStream out =
                Files.newOutputStream(
                        ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (int size = 1 << 20; size > 0; size /= 2) {
                write(out, size);
            }
        }
        assertThat(Files.getFileStore(disk).getUsableSpace()).isZero();
    }

    private static void write(OutputStream out, int size) throws IOException {
        try {
            for (int i = 0; i <= DISK_MIB; i++) {
                out.write(new byte[size]);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
