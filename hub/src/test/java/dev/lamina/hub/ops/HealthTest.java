package dev.lamina.hub.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.http.raw.RawHttp;
import dev.lamina.hub.TestHub;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// `/health` and `/healthz`.
final class HealthTest {

    @TempDir Path data;

    @Test
    void aHubThatWorksSaysSo() throws Exception {
        try (TestHub hub = TestHub.start(data)) {
            RawHttp.Answer answer = hub.http().get("/health");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).isEqualTo("application/json");
            assertThat(answer.text())
                    .isEqualTo("{\"status\":\"ok\",\"database\":\"ok\",\"blobs\":\"ok\"}");
            assertThat(hub.http().head("/healthz").status()).isEqualTo(200);
            assertThat(hub.http().delete("/health").status()).isEqualTo(405);
        }
    }

    @Test
    void aHubWithoutItsBlobsSaysSoAndRecovers() throws Exception {
        var now = new AtomicReference<>(Instant.now());
        try (TestHub hub = TestHub.start(TestHub.settings(data).withClock(now::get))) {
            Files.move(data.resolve("blobs"), data.resolve("gone"));

            RawHttp.Answer answer = hub.http().get("/health");
            Files.move(data.resolve("gone"), data.resolve("blobs"));
            now.set(now.get().plusSeconds(2));

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.text())
                    .isEqualTo(
                            "{\"status\":\"unavailable\",\"database\":\"ok\","
                                    + "\"blobs\":\"unavailable\"}");
            assertThat(hub.http().get("/health").status()).isEqualTo(200);
        }
    }

    @Test
    void aResultHoldsForASecond() {
        var now = new AtomicReference<>(Instant.EPOCH);
        var checks = new AtomicInteger();
        var part =
                new Health.Part(
                        "database",
                        () -> {
                            checks.incrementAndGet();
                            throw new IOException("down");
                        });
        var health = new Health(List.of(part), now::get);

        assertThat(health.check().isHealthy()).isFalse();
        health.check();
        assertThat(checks).hasValue(1);
        now.set(Instant.EPOCH.plusMillis(1_001));
        health.check();
        assertThat(checks).hasValue(2);
    }
}
