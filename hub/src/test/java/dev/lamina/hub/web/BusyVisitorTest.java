package dev.lamina.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.http.raw.RawHttp;
import dev.lamina.hub.TestHub;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A visitor whose looks do not end, because the layer is a pipe that nobody writes to: to open it keeps
/// a thread in the kernel for as long as a test wants (fifo(7)).
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class BusyVisitorTest {

    private static final Bytes LAYER = Bytes.utf8("layer");
    private static final Bytes CONFIG =
            Bytes.utf8(
                    """
                    {"architecture": "amd64", "os": "linux",
                     "rootfs": {"type": "layers", "diff_ids": ["%s"]}}"""
                            .formatted(Digest.of(LAYER)));

    /// More than carriers of virtual threads.
    private static final int VISITS = 4 * Runtime.getRuntime().availableProcessors();

    @TempDir private Path directory;

    private final ExecutorService visitors = Executors.newCachedThreadPool();
    private TestHub hub;
    private Path blob;
    private String page;

    @BeforeEach
    void start() throws Exception {
        hub = TestHub.start(TestHub.settings(directory));
        hub.pushBlob("me/app", CONFIG);
        String hex = hub.pushBlob("me/app", LAYER).hex();
        Bytes manifest = TestHub.manifest(CONFIG, LAYER, "");
        assertThat(hub.pushManifest("me/app", "1", manifest).status()).isEqualTo(201);
        page = "/r/me/app/-/files/" + Digest.of(manifest);
        blob = directory.resolve("blobs/sha256").resolve(hex.substring(0, 2)).resolve(hex);
        Files.delete(blob);
        assertThat(new ProcessBuilder("mkfifo", blob.toString()).start().waitFor()).isZero();
    }

    /// Those that wait for the pipe go on when somebody writes to it; those that come now find a file.
    @AfterEach
    void stop() throws Exception {
        Path pipe = Files.move(blob, directory.resolve("pipe"));
        Files.write(blob, LAYER.toArray());
        try (FileChannel _ = FileChannel.open(pipe, StandardOpenOption.WRITE)) {
            visitors.shutdown();
            assertThat(visitors.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
        hub.close();
    }

    @Test
    void othersAreAnsweredMeanwhile() throws IOException {
        RawHttp http = hub.http();
        for (int i = 0; i < VISITS; i++) {
            visitors.submit(() -> http.get(page));
        }
        while (lookingThreads() == 0) {
            Thread.onSpinWait();
        }

        for (String path :
                List.of("/v2/", "/v2/me/app/manifests/1", "/r/me/app", "/explore", "/health")) {
            assertThat(http.get(path).status()).as(path).isEqualTo(200);
        }
        assertThat(http.get("/v1/search?q=app").status()).isEqualTo(200);
        assertThat(hub.pushBlob("me/app", Bytes.utf8("more"))).isNotNull();
        assertThat(lookingThreads()).as("looks that go on all the while").isPositive();
    }

    /// Returns how many threads look into a layer. They are none of those that answer requests.
    private static long lookingThreads() {
        return Thread.getAllStackTraces().values().stream()
                .filter(
                        trace ->
                                Arrays.stream(trace)
                                        .anyMatch(
                                                frame ->
                                                        frame.getClassName()
                                                                .endsWith(".look.LayerIndexes")))
                .count();
    }
}
