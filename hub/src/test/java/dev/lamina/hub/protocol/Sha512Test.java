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

/// Content that is named by SHA-512 wherever a digest may stand.
final class Sha512Test {

    private static final Bytes CONFIG = Bytes.utf8("{\"os\": \"linux\"}");
    private static final Bytes LAYER = TestHub.random(1, 1000);
    private static final Bytes MANIFEST =
            Bytes.utf8(
                    """
                    {"schemaVersion": 2, "mediaType": "%s", "config": %s, "layers": [%s]}"""
                            .formatted(
                                    TestHub.MANIFEST,
                                    descriptor("application/vnd.oci.image.config.v1+json", CONFIG),
                                    descriptor("application/vnd.oci.image.layer.v1.tar", LAYER)));

    @TempDir private Path data;
    private TestHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = TestHub.start(data);
        push("me/app", CONFIG);
        push("me/app", LAYER);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private static Digest sha512(Bytes content) {
        return Digest.of(DigestAlgorithm.SHA512, content);
    }

    private static String descriptor(String mediaType, Bytes content) {
        return "{\"mediaType\": \"%s\", \"digest\": \"%s\", \"size\": %d}"
                .formatted(mediaType, sha512(content), content.length());
    }

    private void push(String repository, Bytes blob) throws IOException {
        String path = "/v2/" + repository + "/blobs/uploads/?digest=" + sha512(blob);
        assertThat(hub.http().send("POST", path, blob).status()).isEqualTo(201);
    }

    private Answer put(Digest digest, String query) throws IOException {
        return hub.http()
                .send(
                        "PUT",
                        "/v2/me/app/manifests/" + digest + query,
                        MANIFEST,
                        "Content-Type: " + TestHub.MANIFEST);
    }

    @Test
    void aManifestHasTheDigestThatItWasPushedBy() throws IOException {
        Digest digest = sha512(MANIFEST);

        Answer pushed = put(digest, "?tag=1");

        assertThat(pushed.status()).isEqualTo(201);
        assertThat(pushed.header("Docker-Content-Digest")).isEqualTo(digest.toString());
        for (String reference : new String[] {digest.toString(), "1"}) {
            Answer pulled = hub.http().get("/v2/me/app/manifests/" + reference);
            assertThat(pulled.body()).isEqualTo(MANIFEST);
            assertThat(pulled.header("Docker-Content-Digest")).isEqualTo(digest.toString());
            assertThat(pulled.header("ETag")).isEqualTo("\"" + digest + "\"");
        }
        assertThat(hub.http().delete("/v2/me/app/manifests/" + digest).status()).isEqualTo(202);
        assertThat(hub.http().get("/v2/me/app/manifests/1").status()).isEqualTo(404);
    }

    @Test
    void otherBytesThanTheDigestSaysAreRefused() throws IOException {
        Answer pushed = put(sha512(LAYER), "");

        assertThat(pushed.status()).isEqualTo(400);
        assertThat(pushed.text()).contains("DIGEST_INVALID");
    }

    @Test
    void aBlobOfOneAlgorithmIsNotThatOfTheOther() throws IOException {
        String path = "/v2/me/app/blobs/";

        assertThat(hub.http().head(path + sha512(LAYER)).status()).isEqualTo(200);
        assertThat(hub.http().head(path + Digest.of(LAYER)).status()).isEqualTo(404);
    }

    @Test
    void aBlobIsMounted() throws IOException {
        String from = "?mount=" + sha512(LAYER) + "&from=me/app";

        Answer mounted = hub.http().send("POST", "/v2/you/app/blobs/uploads/" + from, Bytes.EMPTY);

        assertThat(mounted.status()).isEqualTo(201);
        assertThat(hub.http().get("/v2/you/app/blobs/" + sha512(LAYER)).body()).isEqualTo(LAYER);
    }

    @Test
    void aReferrerMayNameItsSubjectByIt() throws IOException {
        put(sha512(MANIFEST), "");
        String subject =
                ", \"artifactType\": \"application/x-signature\", \"subject\": "
                        + descriptor(TestHub.MANIFEST, MANIFEST);
        hub.pushBlob("me/app", CONFIG);
        hub.pushBlob("me/app", LAYER);
        Bytes referrer = TestHub.manifest(CONFIG, LAYER, subject);

        Answer pushed = hub.pushManifest("me/app", Digest.of(referrer).toString(), referrer);

        assertThat(pushed.status()).isEqualTo(201);
        assertThat(pushed.header("OCI-Subject")).isEqualTo(sha512(MANIFEST).toString());
        assertThat(hub.http().get("/v2/me/app/referrers/" + sha512(MANIFEST)).text())
                .contains(Digest.of(referrer).toString());
        assertThat(hub.http().get("/v2/me/app/referrers/" + Digest.of(MANIFEST)).text())
                .doesNotContain(Digest.of(referrer).toString());
    }
}
