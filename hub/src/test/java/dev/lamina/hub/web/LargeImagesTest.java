package dev.lamina.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.http.raw.RawHttp;
import dev.lamina.hub.TestHub;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Images whose documents are as large as they may be.
final class LargeImagesTest {

    /// Of a page whose signs are all written as entities more than the buffers of a connection take.
    private static final int SIZE = 4_000_000;

    /// What the page of one takes, and what all such pages may take together, as the hub reckons.
    private static final long WEIGHT = 32L * SIZE;

    private static final long BUDGET = Runtime.getRuntime().maxMemory() / 4 * 3 / 4;

    private static final String PAGE = "/r/me/app/-/tag/1";

    @TempDir private Path directory;
    private TestHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = TestHub.start(directory);
        Bytes config =
                Bytes.utf8(
                        """
                        {"architecture": "amd64", "os": "linux",
                         "config": {"Labels": {"long": "%s"}},
                         "rootfs": {"type": "layers", "diff_ids": []}}"""
                                .formatted("&".repeat(SIZE)));
        hub.pushBlob("me/app", config);
        Bytes manifest =
                Bytes.utf8(
                        """
                        {"schemaVersion": 2, "mediaType": "%s", "config": %s, "layers": []}"""
                                .formatted(
                                        TestHub.MANIFEST,
                                        TestHub.descriptor(
                                                "application/vnd.oci.image.config.v1+json",
                                                config)));
        assertThat(hub.pushManifest("me/app", "1", manifest).status()).isEqualTo(201);
        Bytes referrer =
                Bytes.utf8(
                        manifest.utf8()
                                .replace(
                                        "\"layers\": []",
                                        "\"layers\": [], \"subject\": "
                                                + TestHub.descriptor(TestHub.MANIFEST, manifest)));
        hub.pushManifest("me/app", Digest.of(referrer).toString(), referrer);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    /// They hold the memory for their pages as long as they do not read them.
    @Test
    void manyVisitorsOfOneLeaveTheHubAnswering() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (long taken = 0; taken == 0 || taken + WEIGHT <= BUDGET; taken += WEIGHT) {
                Socket socket = hub.http().open("GET", PAGE);
                slow.add(socket);
                assertThat(socket.getInputStream().readNBytes(12)).asString().endsWith("200");
            }

            RawHttp.Answer refused = hub.http().get(PAGE);

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isEqualTo("5");
            assertThat(refused.text()).contains("<h1>Busy</h1>");
            assertThat(hub.http().get("/r/me/app").status()).isEqualTo(200);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }

        RawHttp.Answer answer = hub.http().get(PAGE);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().length()).isGreaterThan(5 * SIZE);
    }

    /// Each takes what the one before gives back, also when it is refused.
    @Test
    void oneAfterTheOtherIsAnswered() throws IOException {
        Digest missing = Digest.of(Bytes.utf8("missing"));
        for (int i = 0; i < 5; i++) {
            assertThat(hub.http().get(PAGE).status()).isEqualTo(200);
            assertThat(hub.http().get("/r/me/app/-/compare?from=1&to=1").status()).isEqualTo(200);
            assertThat(hub.http().get(PAGE + "?platform=none").status()).isEqualTo(404);
            assertThat(hub.http().get("/r/me/app/-/files/" + missing).status()).isEqualTo(404);
        }
    }
}
