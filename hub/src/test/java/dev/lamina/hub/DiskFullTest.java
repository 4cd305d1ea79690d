package dev.lamina.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamina.hub.RawHttp.Answer;
import dev.lamina.image.Bytes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A hub on a disk that is full for a while: a file system of its own, in memory.
@Tag("linux")
final class DiskFullTest {

    private static final int DISK_MIB = 16;

    @TempDir private Path scratch;
    private Path disk;
    private Path ballast;

    @BeforeEach
    void mount() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "needs root, to mount a disk");
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
        try (TestHub hub = TestHub.start(disk.resolve("data"))) {
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
            String digest = dev.lamina.image.Digest.of(big).toString();
            Answer put = hub.http().send("PUT", upload + "?digest=" + digest, Bytes.EMPTY);
            assertThat(put.status()).isEqualTo(201);
            assertThat(hub.http().get("/v2/me/app/blobs/" + digest).body()).isEqualTo(big);
            assertThat(hub.pushManifest("me/app", "2", manifest).status()).isEqualTo(201);
        }
    }

    /// Takes all the space that is left.
    private void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(ballast)) {
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
