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

/// The rules of the distribution-spec, "Pushing Manifests", for tags beside a digest.
final class ManifestTagsTest {

    private static final Bytes CONFIG = Bytes.utf8("{}");
    private static final Bytes LAYER = TestHub.random(1, 100);
    private static final Bytes MANIFEST = TestHub.manifest(CONFIG, LAYER, "");

    @TempDir private Path data;
    private TestHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = TestHub.start(data);
        hub.pushBlob("me/app", CONFIG);
        hub.pushBlob("me/app", LAYER);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void aManifestPushedByItsDigestGetsTheTagsOfTheQuery() throws IOException {
        Digest digest = Digest.of(DigestAlgorithm.SHA512, MANIFEST);

        Answer answer =
                hub.pushManifest("me/app", digest + "?tag=1.2.3&tag=1.2&tag=1&tag=1", MANIFEST);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("OCI-Tag")).isEqualTo("1.2.3, 1.2, 1");
        for (String tag : new String[] {"1.2.3", "1.2", "1"}) {
            Answer got = hub.http().get("/v2/me/app/manifests/" + tag);
            assertThat(got.header("Docker-Content-Digest")).isEqualTo(digest.toString());
            assertThat(got.body()).isEqualTo(MANIFEST);
        }
    }

    @Test
    void aTagThatIsNoneRefusesThemAll() throws IOException {
        Answer answer =
                hub.pushManifest("me/app", Digest.of(MANIFEST) + "?tag=good&tag=b%20d", MANIFEST);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(hub.http().get("/v2/me/app/manifests/good").status()).isEqualTo(404);
        assertThat(hub.http().get("/v2/me/app/manifests/" + Digest.of(MANIFEST)).status())
                .isEqualTo(404);
    }

    @Test
    void tooManyTagsMakeTheRequestTooLong() throws IOException {
        var query = new StringBuilder(Digest.of(MANIFEST) + "?tag=first");
        for (int i = 0; i < 100; i++) {
            query.append("&tag=t").append(i);
        }

        assertThat(hub.pushManifest("me/app", query.toString(), MANIFEST).status()).isEqualTo(414);
    }
}
