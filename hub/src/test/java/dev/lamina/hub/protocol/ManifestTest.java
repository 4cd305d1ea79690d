package dev.lamina.hub.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.http.raw.RawHttp.Answer;
import dev.lamina.hub.TestHub;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;
import dev.lamina.image.DigestAlgorithm;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;

/// The rules of distribution-spec 1.1, "Pushing Manifests", "Pulling manifests".
final class ManifestTest {

    private static final Bytes CONFIG = Bytes.utf8("{}");
    private static final Bytes LAYER = TestHub.random(1, 1000);
    private static final Bytes MANIFEST = TestHub.manifest(CONFIG, LAYER, "");
    private static final String DOCKER_MANIFEST =
            "application/vnd.docker.distribution.manifest.v2+json";

    @TempDir private Path data;
    private TestHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = TestHub.start(data);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private void pushBlobs() throws IOException {
        hub.pushBlob("me/app", CONFIG);
        hub.pushBlob("me/app", LAYER);
    }

    @Test
    void aManifestIsServedByteForByteByTagAndByDigest() throws IOException {
        pushBlobs();
        Digest digest = Digest.of(MANIFEST);

        Answer pushed = hub.pushManifest("me/app", "1.0", MANIFEST);

        assertThat(pushed.status()).isEqualTo(201);
        assertThat(pushed.header("Location")).isEqualTo("/v2/me/app/manifests/" + digest);
        assertThat(pushed.header("Docker-Content-Digest")).isEqualTo(digest.toString());
        for (String reference : new String[] {"1.0", digest.toString()}) {
            Answer got = hub.http().get("/v2/me/app/manifests/" + reference);
            Answer head = hub.http().head("/v2/me/app/manifests/" + reference);

            assertThat(got.status()).isEqualTo(200);
            assertThat(got.body()).isEqualTo(MANIFEST);
            assertThat(got.header("Content-Type")).isEqualTo(TestHub.MANIFEST);
            assertThat(got.header("Docker-Content-Digest")).isEqualTo(digest.toString());
            assertThat(got.header("ETag")).isEqualTo("\"" + digest + "\"");
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("Content-Length"))
                    .isEqualTo(Integer.toString(MANIFEST.length()));
            assertThat(head.header("Docker-Content-Digest")).isEqualTo(digest.toString());
        }
    }

    @Test
    void aManifestIsPushedByItsDigestWithoutATag() throws IOException {
        pushBlobs();
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            Digest digest = Digest.of(algorithm, MANIFEST);

            Answer pushed = hub.pushManifest("me/app", digest.toString(), MANIFEST);

            assertThat(pushed.status()).isEqualTo(201);
            assertThat(hub.http().get("/v2/me/app/manifests/" + digest).body()).isEqualTo(MANIFEST);
        }
        assertThat(hub.http().get("/v2/me/app/tags/list").text()).contains("\"tags\":[]");
    }

    @Test
    void aManifestWithAnotherDigestIsRefused() throws IOException {
        pushBlobs();
        Digest wrong = Digest.of(CONFIG);

        Answer pushed = hub.pushManifest("me/app", wrong.toString(), MANIFEST);

        assertThat(pushed.status()).isEqualTo(400);
        assertThat(pushed.text()).contains("DIGEST_INVALID");
    }

    @Test
    void aManifestThatNamesMissingBlobsIsRefused() throws IOException {
        hub.pushBlob("me/app", CONFIG);
        hub.pushBlob("you/app", LAYER);

        Answer pushed = hub.pushManifest("me/app", "1.0", MANIFEST);

        assertThat(pushed.status()).isEqualTo(400);
        assertThat(pushed.text())
                .contains("MANIFEST_BLOB_UNKNOWN")
                .contains(Digest.of(LAYER).toString());
        assertThat(hub.http().get("/v2/me/app/manifests/1.0").status()).isEqualTo(404);
    }

    @Test
    void aManifestThatNamesTooManyIsRefused() throws IOException {
        String child = TestHub.descriptor(TestHub.MANIFEST, MANIFEST);
        Bytes many =
                Bytes.utf8(
                        "{\"schemaVersion\": 2, \"mediaType\": \"%s\", \"manifests\": [%s]}"
                                .formatted(
                                        TestHub.INDEX,
                                        String.join(", ", Collections.nCopies(4097, child))));

        Answer pushed =
                hub.http()
                        .send(
                                "PUT",
                                "/v2/me/app/manifests/1.0",
                                many,
                                "Content-Type: " + TestHub.INDEX);

        assertThat(pushed.status()).isEqualTo(413);
        assertThat(pushed.text()).contains("MANIFEST_INVALID").contains("4096");
    }

    @Test
    void layersThatMayNotBePushedAreNotMissing() throws IOException {
        hub.pushBlob("me/app", CONFIG);
        Bytes manifest =
                Bytes.utf8(
                        MANIFEST.utf8()
                                .replace(
                                        "application/vnd.oci.image.layer.v1.tar+gzip",
                                        "application/vnd.oci.image.layer.nondistributable.v1.tar"));

        assertThat(hub.pushManifest("me/app", "1.0", manifest).status()).isEqualTo(201);
    }

    @Test
    void aTagMovesToTheLastManifestPushed() throws IOException {
        Bytes one = hub.pushImage("me/app", "1.0", 1);
        Bytes two = hub.pushImage("me/app", "1.0", 2);

        assertThat(hub.http().get("/v2/me/app/manifests/1.0").body()).isEqualTo(two);
        assertThat(hub.http().get("/v2/me/app/manifests/" + Digest.of(one)).body()).isEqualTo(one);
    }

    @Test
    void dockersManifestsKeepTheirTypes() throws IOException {
        pushBlobs();
        Bytes manifest =
                Bytes.utf8(
                        MANIFEST.utf8()
                                .replace(TestHub.MANIFEST, DOCKER_MANIFEST)
                                .replace(
                                        "application/vnd.oci.image.config.v1+json",
                                        "application/vnd.docker.container.image.v1+json"));

        Answer pushed =
                hub.http()
                        .send(
                                "PUT",
                                "/v2/me/app/manifests/1.0",
                                manifest,
                                "Content-Type: " + DOCKER_MANIFEST);

        assertThat(pushed.status()).isEqualTo(201);
        Answer got = hub.http().get("/v2/me/app/manifests/1.0");
        assertThat(got.header("Content-Type")).isEqualTo(DOCKER_MANIFEST);
        assertThat(got.body()).isEqualTo(manifest);
    }

    @Test
    void anImageIndexNeedsItsManifests() throws IOException {
        String descriptor = TestHub.descriptor(TestHub.MANIFEST, MANIFEST);
        Bytes index =
                Bytes.utf8(
                        "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
                                .formatted(TestHub.INDEX, descriptor));

        Answer early = pushIndex(index);
        pushBlobs();
        hub.pushManifest("me/app", Digest.of(MANIFEST).toString(), MANIFEST);
        Answer late = pushIndex(index);

        assertThat(early.status()).isEqualTo(400);
        assertThat(early.text()).contains("MANIFEST_BLOB_UNKNOWN");
        assertThat(late.status()).isEqualTo(201);
        Answer got = hub.http().get("/v2/me/app/manifests/all");
        assertThat(got.header("Content-Type")).isEqualTo(TestHub.INDEX);
        assertThat(got.body()).isEqualTo(index);
    }

    private Answer pushIndex(Bytes index) throws IOException {
        return hub.http()
                .send("PUT", "/v2/me/app/manifests/all", index, "Content-Type: " + TestHub.INDEX);
    }

    @Test
    void anIndexMayListIndexesAndEntriesOfNoOrOfOtherTypes() throws IOException {
        pushBlobs();
        hub.pushManifest("me/app", Digest.of(MANIFEST).toString(), MANIFEST);
        String untyped = TestHub.descriptor("", MANIFEST);
        Bytes inner = index(untyped);
        String other = TestHub.descriptor("application/vnd.example.v9+json", LAYER);
        Bytes outer = index(TestHub.descriptor(TestHub.INDEX, inner) + "," + other);

        assertThat(pushIndex(inner).status()).isEqualTo(201);
        assertThat(pushIndex(outer).status()).isEqualTo(201);

        assertThat(hub.http().get("/v2/me/app/manifests/all").body()).isEqualTo(outer);
    }

    private static Bytes index(String entries) {
        return Bytes.utf8(
                "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
                        .formatted(TestHub.INDEX, entries));
    }

    @Test
    void aManifestMayHaveFourMebibytesAndNoMore() throws IOException {
        pushBlobs();
        String filler = ",\"annotations\":{\"filler\":\"%s\"}";
        int bare = TestHub.manifest(CONFIG, LAYER, filler.formatted("")).length();
        Bytes largest = filled(filler, (4 << 20) - bare);
        Bytes tooLarge = filled(filler, (4 << 20) - bare + 1);

        assertThat(hub.pushManifest("me/app", "a", largest).status()).isEqualTo(201);
        assertThat(hub.http().get("/v2/me/app/manifests/a").body()).isEqualTo(largest);
        Answer refused = hub.pushManifest("me/app", "b", tooLarge);
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.text()).contains("SIZE_INVALID");
    }

    private static Bytes filled(String filler, int count) {
        return TestHub.manifest(CONFIG, LAYER, filler.formatted("x".repeat(count)));
    }

    @Test
    void whatIsNoManifestIsRefused() throws IOException {
        pushBlobs();
        for (String text :
                new String[] {
                    "",
                    "{}",
                    "[]",
                    "not json",
                    "{\"schemaVersion\":1,\"name\":\"me/app\"}",
                    MANIFEST.utf8().replace("\"schemaVersion\": 2", "\"schemaVersion\": 3"),
                    MANIFEST.utf8().replace(TestHub.MANIFEST, "application/x-other"),
                    MANIFEST.utf8().replace("\"config\"", "\"konfig\""),
                    MANIFEST.utf8().replace("\"size\": 2", "\"size\": -2"),
                    MANIFEST.utf8().replace("sha256:", "md5:"),
                    MANIFEST.utf8().replace("\"schemaVersion\": 2,", ""),
                    MANIFEST.utf8().replaceFirst("\\{", "{\"Manifests\": [],"),
                    "[".repeat(100_000),
                }) {
            Answer answer = hub.pushManifest("me/app", "1.0", Bytes.utf8(text));

            String start = text.substring(0, Math.min(80, text.length()));
            assertThat(answer.status()).as("'%s'", start).isEqualTo(400);
            assertThat(answer.text()).as("'%s'", start).contains("MANIFEST_INVALID");
        }
    }

    @Test
    void aDocumentMustBeWhatItsContentTypeSays() throws IOException {
        pushBlobs();

        Answer answer =
                hub.http()
                        .send(
                                "PUT",
                                "/v2/me/app/manifests/1.0",
                                MANIFEST,
                                "Content-Type: " + TestHub.INDEX);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("MANIFEST_INVALID");
    }

    @Test
    void aManifestThatIsNotThereIsUnknown() throws IOException {
        hub.pushImage("me/app", "1.0", 1);

        for (String reference : new String[] {"2.0", ".INVALID", Digest.of(CONFIG).toString()}) {
            Answer answer = hub.http().get("/v2/me/app/manifests/" + reference);

            assertThat(answer.status()).as(reference).isEqualTo(404);
            assertThat(answer.text()).contains("MANIFEST_UNKNOWN");
            assertThat(hub.http().head("/v2/me/app/manifests/" + reference).status())
                    .isEqualTo(404);
        }
    }

    @Test
    void aTagFollowsTheGrammar() throws IOException {
        pushBlobs();

        assertThat(hub.pushManifest("me/app", "a".repeat(128), MANIFEST).status()).isEqualTo(201);
        for (String tag : new String[] {"a".repeat(129), ".a", "-a", "a+b", "a%20b", "%C3%A4"}) {
            Answer answer = hub.pushManifest("me/app", tag, MANIFEST);

            assertThat(answer.status()).as(tag).isEqualTo(400);
        }
    }

    @Test
    void whatTheClientHasIsNotSentAgain() throws IOException {
        Bytes manifest = hub.pushImage("me/app", "1.0", 1);

        Answer answer =
                hub.http()
                        .get(
                                "/v2/me/app/manifests/1.0",
                                "If-None-Match: \"" + Digest.of(manifest) + "\"");

        assertThat(answer.status()).isEqualTo(304);
    }
}
