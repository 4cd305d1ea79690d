package dev.lamina.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.DigestAlgorithm;
import dev.lamina.image.DigestMismatchException;
import dev.lamina.image.MediaType;
import dev.lamina.image.NotFoundException;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;

/// distribution-spec 1.1, "Pulling manifests", "Pushing Manifests", "Deleting Manifests".
final class ManifestsTest extends PeerTest {

    private static final Digest DIGEST = Digest.of(Samples.MANIFEST);

    @Test
    void aTagIsFetchedWithItsExactBytesTypeAndDigest() throws IOException {
        peer.on("GET /v2/app/manifests/1", Samples.manifest(Samples.MANIFEST));

        try (var client = Surroundings.direct().open()) {
            ManifestResponse response = client.fetchManifest(image("app:1"), Samples.ACCEPT);

            assertThat(response)
                    .isEqualTo(
                            new ManifestResponse(Samples.MANIFEST, MediaType.OCI_MANIFEST, DIGEST));
        }
        assertThat(peer.requests().getFirst().header("Accept"))
                .contains(String.join(", ", Samples.ACCEPT));
        assertThat(peer.requests().getFirst().header("User-Agent"))
                .contains(Surroundings.USER_AGENT);
        assertThat(peer.requests().getFirst().header("Content-Length")).isEmpty();
    }

    @Test
    void theParametersOfAMediaTypeAreLeftOut() throws IOException {
        peer.on(
                "GET /v2/app/manifests/1",
                Reply.of(200)
                        .with("Content-Type", MediaType.OCI_MANIFEST + "; charset=utf-8")
                        .body(Samples.MANIFEST));

        try (var client = Surroundings.direct().open()) {
            assertThat(client.fetchManifest(image("app:1"), Samples.ACCEPT).mediaType())
                    .isEqualTo(MediaType.OCI_MANIFEST);
        }
    }

    @Test
    void otherBytesThanTheDigestAskedForAreRefused() throws IOException {
        Digest other = Digest.of(Samples.text("other"));
        peer.on("GET /v2/app/manifests/" + other, Reply.of(200).body(Samples.MANIFEST));

        try (var client = Surroundings.direct().open()) {
            assertThatThrownBy(
                            () ->
                                    client.fetchManifest(
                                            image("app").withDigest(other), Samples.ACCEPT))
                    .isInstanceOf(DigestMismatchException.class)
                    .hasMessageEndingWith("digest: expected " + other + ", got " + DIGEST);
        }
    }

    @Test
    void otherBytesThanTheRegistryClaimsAreRefused() throws IOException {
        Digest other = Digest.of(Samples.text("other"));
        peer.on(
                "GET /v2/app/manifests/1",
                Reply.of(200)
                        .with("Docker-Content-Digest", other.toString())
                        .body(Samples.MANIFEST));

        try (var client = Surroundings.direct().open()) {
            assertThatThrownBy(() -> client.fetchManifest(image("app:1"), Samples.ACCEPT))
                    .isInstanceOf(DigestMismatchException.class)
                    .hasMessageEndingWith(
                            "header Docker-Content-Digest, digest: expected "
                                    + other
                                    + ", got "
                                    + DIGEST);
        }
    }

    @Test
    void aManifestThatIsNotThereIsNotFound() throws IOException {
        peer.on(
                "GET /v2/app/manifests/1",
                Reply.error(404, "MANIFEST_UNKNOWN", "manifest unknown"));

        try (var client = Surroundings.direct().open()) {
            assertThatThrownBy(() -> client.fetchManifest(image("app:1"), Samples.ACCEPT))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("app:1");
        }
    }

    @Test
    void aManifestOfMoreThanFourMebibytesIsRefused() throws IOException {
        peer.on("GET /v2/app/manifests/1", Reply.of(200).body(Bytes.of(new byte[(4 << 20) + 1])));

        try (var client = Surroundings.direct().open()) {
            assertThatThrownBy(() -> client.fetchManifest(image("app:1"), Samples.ACCEPT))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageStartingWith("body: expected at most 4194304 bytes, got more");
        }
    }

    @Test
    void aManifestWhoseConnectionBreaksIsFetchedAgain() throws IOException {
        peer.on(
                "GET /v2/app/manifests/1",
                Samples.manifest(Samples.MANIFEST).closingAfter(10),
                Samples.manifest(Samples.MANIFEST));
        Surroundings surroundings = Surroundings.direct();

        try (var client = surroundings.open()) {
            assertThat(client.fetchManifest(image("app:1"), Samples.ACCEPT).bytes())
                    .isEqualTo(Samples.MANIFEST);
        }
        assertThat(surroundings.time.waits()).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void headTellsDigestTypeAndSize() throws IOException {
        peer.on("HEAD /v2/app/manifests/1", Samples.manifest(Samples.MANIFEST));

        try (var client = Surroundings.direct().open()) {
            assertThat(client.headManifest(image("app:1")))
                    .contains(
                            Descriptor.of(
                                    MediaType.OCI_MANIFEST, DIGEST, Samples.MANIFEST.length()));
        }
    }

    @Test
    void aManifestMayComeWithAnyStatusOfSuccess() throws IOException {
        peer.on("GET /v2/app/manifests/1", Samples.manifest(Samples.MANIFEST).status(203));

        try (var client = Surroundings.direct().open()) {
            assertThat(client.fetchManifest(image("app:1"), Samples.ACCEPT).digest())
                    .isEqualTo(DIGEST);
        }
    }

    @Test
    void aManifestThatAProxyCodedInGzipIsReadAsItWas() throws IOException {
        Bytes coded = gzip(Samples.MANIFEST);
        peer.on(
                "GET /v2/app/manifests/1",
                Samples.manifest(Samples.MANIFEST).body(coded).with("Content-Encoding", "gzip"),
                Samples.manifest(Samples.MANIFEST).body(coded),
                Samples.manifest(Samples.MANIFEST).with("Content-Encoding", "x-gzip"));

        try (var client = Surroundings.direct().open()) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.fetchManifest(image("app:1"), Samples.ACCEPT).bytes())
                        .isEqualTo(Samples.MANIFEST);
            }
        }
    }

    @Test
    void aSmallAnswerThatBecomesALargeManifestIsRefused() throws IOException {
        peer.on(
                "GET /v2/app/manifests/1",
                Reply.of(200)
                        .body(gzip(Bytes.of(new byte[(4 << 20) + 1])))
                        .with("Content-Encoding", "gzip"));

        try (var client = Surroundings.direct().open()) {
            assertThatThrownBy(() -> client.fetchManifest(image("app:1"), Samples.ACCEPT))
                    .hasMessageStartingWith("body: expected at most 4194304 bytes, got more");
        }
    }

    @Test
    void aManifestInAnotherCodingIsRefusedInWords() throws IOException {
        peer.on(
                "GET /v2/app/manifests/1",
                Samples.manifest(Samples.MANIFEST).with("Content-Encoding", "br"));

        try (var client = Surroundings.direct().open()) {
            assertThatThrownBy(() -> client.fetchManifest(image("app:1"), Samples.ACCEPT))
                    .hasMessageStartingWith(
                            "header Content-Encoding: expected gzip or none, got 'br'");
        }
    }

    private static Bytes gzip(Bytes bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes.toArray());
        }
        return Bytes.of(out.toByteArray());
    }

    @Test
    void aPageOfAPortalIsNotTakenForAManifest() throws IOException {
        peer.on(
                "GET /v2/app/manifests/1",
                Reply.of(200).with("Content-Type", "text/html; charset=utf-8").body("<html>"));

        try (var client = Surroundings.direct().open()) {
            assertThatThrownBy(() -> client.fetchManifest(image("app:1"), Samples.ACCEPT))
                    .hasMessageContaining("expected a manifest, got a page of type text/html");
        }
    }

    @Test
    void aDigestOfAnotherAlgorithmIsComparedAndOneOfAnUnknownAlgorithmIsNot() throws IOException {
        Digest other = Digest.of(DigestAlgorithm.SHA512, Samples.MANIFEST);
        peer.on(
                "GET /v2/app/manifests/1",
                Reply.of(200)
                        .with("Docker-Content-Digest", other.toString())
                        .body(Samples.MANIFEST),
                Reply.of(200)
                        .with("Docker-Content-Digest", "blake3:" + "0".repeat(64))
                        .body(Samples.MANIFEST),
                Reply.of(200)
                        .with("Docker-Content-Digest", other.toString())
                        .body(Samples.text("other")));

        try (var client = Surroundings.direct().open()) {
            for (int i = 0; i < 2; i++) {
                assertThat(client.fetchManifest(image("app:1"), Samples.ACCEPT).digest())
                        .isEqualTo(DIGEST);
            }
            assertThatThrownBy(() -> client.fetchManifest(image("app:1"), Samples.ACCEPT))
                    .isInstanceOf(DigestMismatchException.class);
        }
    }

    @Test
    void headThatIsRefusedTellsNothing() throws IOException {
        for (int status : new int[] {400, 401, 403, 404, 405, 501}) {
            peer.on("HEAD /v2/app/manifests/" + status, Reply.of(status));

            try (var client = Surroundings.direct().open()) {
                assertThat(client.headManifest(image("app:" + status))).isEmpty();
            }
        }
    }

    @Test
    void aManifestMayBePushedWithAnyStatusOfSuccess() throws IOException {
        for (int status : new int[] {200, 201, 202, 204}) {
            peer.on("PUT /v2/app/manifests/" + status, Reply.of(status));

            try (var client = Surroundings.direct().open()) {
                assertThat(
                                client.pushManifest(
                                        image("app:" + status),
                                        MediaType.OCI_MANIFEST,
                                        Samples.MANIFEST))
                        .isEqualTo(DIGEST);
            }
        }
    }

    @Test
    void headTellsNothingIfTheRegistryNamesNoDigestOrHasNoManifest() throws IOException {
        peer.on("HEAD /v2/app/manifests/1", Reply.of(200).body(Samples.MANIFEST))
                .on("HEAD /v2/app/manifests/2", Reply.of(404));

        try (var client = Surroundings.direct().open()) {
            assertThat(client.headManifest(image("app:1"))).isEmpty();
            assertThat(client.headManifest(image("app:2"))).isEmpty();
        }
    }

    @Test
    void aPushedManifestArrivesByteForByte() throws IOException {
        peer.on(
                "PUT /v2/app/manifests/1",
                Reply.of(201).with("Docker-Content-Digest", DIGEST.toString()));

        try (var client = Surroundings.direct().open()) {
            assertThat(
                            client.pushManifest(
                                    image("app:1"), MediaType.OCI_MANIFEST, Samples.MANIFEST))
                    .isEqualTo(DIGEST);
        }
        Request request = peer.requests().getFirst();
        assertThat(request.content()).isEqualTo(Samples.MANIFEST.toArray());
        assertThat(request.header("Content-Type")).contains(MediaType.OCI_MANIFEST);
    }

    @Test
    void aRegistryThatStoredOtherBytesThanWerePushedIsNotBelieved() throws IOException {
        Digest other = Digest.of(Samples.text("other"));
        peer.on(
                "PUT /v2/app/manifests/1",
                Reply.of(201).with("Docker-Content-Digest", other.toString()));

        try (var client = Surroundings.direct().open()) {
            assertThatThrownBy(
                            () ->
                                    client.pushManifest(
                                            image("app:1"),
                                            MediaType.OCI_MANIFEST,
                                            Samples.MANIFEST))
                    .isInstanceOf(DigestMismatchException.class);
        }
    }

    @Test
    void aRefusedManifestSaysWhy() throws IOException {
        peer.on(
                "PUT /v2/app/manifests/1",
                Reply.error(400, "MANIFEST_BLOB_UNKNOWN", "blob unknown to registry"));

        try (var client = Surroundings.direct().open()) {
            assertThatThrownBy(
                            () ->
                                    client.pushManifest(
                                            image("app:1"),
                                            MediaType.OCI_MANIFEST,
                                            Samples.MANIFEST))
                    .hasMessageContaining("manifest_blob_unknown: blob unknown to registry")
                    .satisfies(
                            e ->
                                    assertThat(((RegistryException) e).code())
                                            .isEqualTo("MANIFEST_BLOB_UNKNOWN"));
        }
    }

    @Test
    void aManifestIsDeletedByItsDigest() throws IOException {
        peer.on("DELETE /v2/app/manifests/" + DIGEST, Reply.of(202))
                .on("DELETE /v2/app/manifests/gone", Reply.of(404));

        try (var client = Surroundings.direct().open()) {
            client.deleteManifest(image("app").withDigest(DIGEST));

            assertThatThrownBy(() -> client.deleteManifest(image("app:gone")))
                    .isInstanceOf(NotFoundException.class);
        }
    }

    @Test
    void anEmptyAnswerIsNoManifest() throws IOException {
        peer.on("GET /v2/app/manifests/1", Reply.of(204));

        try (var client = Surroundings.direct().open()) {
            assertThatThrownBy(() -> client.fetchManifest(image("app:1"), Samples.ACCEPT))
                    .hasMessageContaining("expected a manifest, got an empty answer");
        }
    }
}
