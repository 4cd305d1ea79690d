package dev.lamina.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// Who asks for it hears of each wait, before it begins.
final class RetryListenerTest extends PeerTest {

    private static final Bytes BLOB = Samples.random(5, 1000);
    private static final Descriptor LAYER = Samples.layer(BLOB);

    private final List<String> heard = new ArrayList<>();

    private RegistryClient telling(RegistryClient client) {
        return client.telling(
                (attempt, wait, reason) ->
                        heard.add(attempt + " in " + wait.toMillis() + " ms: " + reason));
    }

    @Test
    void anAnswerThatPassesIsToldWithTheTimeUntilTheNextRequest() throws IOException {
        peer.on(
                "GET /v2/app/manifests/1",
                Reply.of(503),
                Reply.of(429).with("Retry-After", "7"),
                Samples.manifest(Samples.MANIFEST));

        try (var client = Surroundings.direct().open()) {
            telling(client).fetchManifest(image("app:1"), Samples.ACCEPT);
        }

        assertThat(heard)
                .containsExactly(
                        "2 in 1000 ms: " + peer.authority() + ": status 503",
                        "3 in 7000 ms: " + peer.authority() + ": the rate limit is reached");
    }

    @Test
    void aDownloadThatBreaksIsToldWithoutTheQueryOfItsAddress() throws IOException {
        peer.on(
                        "GET /v2/app/blobs/" + LAYER.digest(),
                        Reply.of(307).with("Location", "/data?sig=S"))
                .on(
                        "GET /data?sig=S",
                        Reply.of(200).body(BLOB).closingAfter(10),
                        Reply.of(200).body(BLOB));

        try (var client = Surroundings.direct().open();
                InputStream in = telling(client).openBlob(image("app"), LAYER, 0)) {
            assertThat(in.readAllBytes()).isEqualTo(BLOB.toArray());
        }

        assertThat(heard)
                .singleElement()
                .asString()
                .matches("2 in 1000 ms: the connection ended after [0-9]+ of 1000 bytes");
    }

    @Test
    void anUploadThatBreaksIsTold() throws IOException {
        String put = "PUT /u?digest=" + LAYER.digest();
        peer.on("POST /v2/app/blobs/uploads/", Reply.of(202).with("Location", "/u"))
                .on(put, Reply.of(503), Reply.of(201))
                .on("HEAD /v2/app/blobs/" + LAYER.digest(), Reply.of(404))
                .on("GET /u", Reply.of(404));

        try (var client = Surroundings.direct().open()) {
            telling(client)
                    .pushBlob(
                            image("app"),
                            LAYER,
                            _ -> new ByteArrayInputStream(BLOB.toArray()),
                            ProgressCallback.NONE);
        }

        assertThat(heard).singleElement().asString().startsWith("2 in 1000 ms: push to ");
    }

    @Test
    void whatIsNotTriedAgainIsNotTold() throws IOException {
        peer.on("GET /v2/app/manifests/1", Reply.of(403));

        try (var client = Surroundings.direct().open()) {
            assertThatThrownBy(() -> telling(client).fetchManifest(image("app:1"), Samples.ACCEPT))
                    .isInstanceOf(RegistryException.class);
        }

        assertThat(heard).isEmpty();
    }
}
