package dev.lamina.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.image.Reference;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What is tried again, when, and how often.
final class RetriesTest extends PeerTest {

    private static final String TAG = "GET /v2/app/manifests/1";
    private static final List<Duration> ALL_WAITS =
            List.of(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(8));

    private final Surroundings surroundings = Surroundings.direct();

    private void fetch(Reference image) throws IOException {
        try (var client = surroundings.open()) {
            client.fetchManifest(image, Samples.ACCEPT);
        }
    }

    @Test
    void aFaultThatPassesIsWaitedForWithGrowingPauses() throws IOException {
        peer.on(
                TAG,
                Reply.of(408),
                Reply.of(500),
                Reply.of(502),
                Reply.of(504),
                Samples.manifest(Samples.MANIFEST));

        fetch(image("app:1"));

        assertThat(surroundings.time.waits()).isEqualTo(ALL_WAITS);
    }

    @Test
    void afterFiveAttemptsTheLastAnswerCounts() {
        peer.on(TAG, Reply.error(503, "UNAVAILABLE", "down for cleaning"));

        assertThatThrownBy(() -> fetch(image("app:1")))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("status 503: unavailable: down for cleaning");
        assertThat(peer.requests(TAG)).hasSize(5);
        assertThat(surroundings.time.waits()).isEqualTo(ALL_WAITS);
    }

    @Test
    void retryAfterMayBeADate() throws IOException {
        peer.on(
                TAG,
                Reply.of(429).with("Retry-After", "Fri, 02 Jan 2026 03:04:16 GMT"),
                Reply.of(429).with("Retry-After", "Fri, 02 Jan 2026 03:04:05 GMT"),
                Reply.of(429).with("Retry-After", "soon"),
                Samples.manifest(Samples.MANIFEST));

        fetch(image("app:1"));

        assertThat(surroundings.time.waits())
                .containsExactly(Duration.ofSeconds(11), Duration.ZERO, Duration.ofSeconds(4));
    }

    @Test
    void aRefusalIsNotTriedAgain() {
        for (int status : List.of(400, 403, 405, 418, 501)) {
            String tag = "GET /v2/app/manifests/" + status;
            peer.on(tag, Reply.error(status, "DENIED", "no"));

            assertThatThrownBy(() -> fetch(image("app:" + status)))
                    .satisfies(e -> assertThat(((RegistryException) e).status()).isEqualTo(status));
            assertThat(peer.requests(tag)).hasSize(1);
        }
        assertThat(surroundings.time.waits()).isEmpty();
    }

    @Test
    void aRegistryThatSaysNothingIsAskedTwice() {
        surroundings.idleTimeout(Duration.ofMillis(200));
        peer.on(TAG, Reply.silence());

        assertThatThrownBy(() -> fetch(image("app:1")))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith(peer.authority() + ": no answer for 0.2 seconds (GET http")
                .satisfies(e -> assertThat(((RegistryException) e).status()).isZero());
        assertThat(peer.requests(TAG)).hasSize(2);
    }

    @Test
    void aRegistryThatWasNeverThereIsNotWaitedFor() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = socket.getLocalPort();
        }

        assertThatThrownBy(() -> fetch(Reference.parse("127.0.0.1:" + port + "/app:1")))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("127.0.0.1:" + port + ": connection refused (GET http");
        assertThat(surroundings.time.waits()).isEmpty();
    }

    @Test
    void aRegistryThatGoesAwayIsWaitedForAlsoByWhoListens() throws IOException {
        peer.on(TAG, Samples.manifest(Samples.MANIFEST));
        var heard = new ArrayList<Integer>();
        try (var client = surroundings.open()) {
            client.fetchManifest(image("app:1"), Samples.ACCEPT);
            peer.close();

            var listening = client.telling((attempt, _, _) -> heard.add(attempt));
            assertThatThrownBy(() -> listening.fetchManifest(image("app:1"), Samples.ACCEPT))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageStartingWith(peer.authority() + ": connection refused (GET http");
        }
        assertThat(surroundings.time.waits()).isEqualTo(ALL_WAITS);
        assertThat(heard).containsExactly(2, 3, 4, 5);
    }

    @Test
    void aHostThatNobodyKnowsIsNotWaitedFor() {
        assertThatThrownBy(() -> fetch(Reference.parse("registry.invalid/app:1")))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("registry.invalid: no such host (GET https");
        assertThat(surroundings.time.waits()).isEmpty();
    }

    @Test
    void whatOthersSayComesToTheTerminalWithoutControlCharactersAndShort() {
        String message = "a\\u001b[31mred\\n" + "x".repeat(2000);
        peer.on(TAG, Reply.error(403, "DENIED", message));

        assertThatThrownBy(() -> fetch(image("app:1")))
                .hasMessageContaining("denied: a [31mred xxx")
                .hasMessageMatching("(?s)[^\\p{Cntrl}]{1,800}");
    }
}
