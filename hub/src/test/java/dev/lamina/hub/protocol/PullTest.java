package dev.lamina.hub.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.http.raw.RawHttp.Answer;
import dev.lamina.hub.TestHub;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/// The rules of distribution-spec 1.1, "Pull", and of RFC 9110 for entity tags.
final class PullTest {

    private static final Bytes BLOB = TestHub.random(1, 3_000_000);
    private static final Digest DIGEST = Digest.of(BLOB);
    private static final String PATH = "/v2/me/app/blobs/" + DIGEST;

    @TempDir private Path data;
    private TestHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = TestHub.start(data);
        hub.pushBlob("me/app", BLOB);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void theProtocolAnswersToAPing() throws IOException {
        for (String path : new String[] {"/v2/", "/v2"}) {
            Answer answer = hub.http().get(path);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Docker-Distribution-Api-Version")).isEqualTo("registry/2.0");
            assertThat(answer.text()).isEqualTo("{}");
        }
    }

    @Test
    void aBlobComesWithItsDigestSizeAndType() throws IOException {
        Answer answer = hub.http().get(PATH);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Length")).isEqualTo("3000000");
        assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(answer.header("Docker-Content-Digest")).isEqualTo(DIGEST.toString());
        assertThat(answer.header("ETag")).isEqualTo("\"" + DIGEST + "\"");
        assertThat(answer.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(answer.body()).isEqualTo(BLOB);
    }

    @Test
    void headGivesTheHeadersOfGet() throws IOException {
        Answer get = hub.http().get(PATH);
        Answer head = hub.http().head(PATH);

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEqualTo(Bytes.EMPTY);
        var expected = new java.util.TreeMap<>(get.headers());
        var got = new java.util.TreeMap<>(head.headers());
        expected.remove("date");
        got.remove("date");
        assertThat(got).isEqualTo(expected);
    }

    @Test
    void aBlobThatIsNotThereIsUnknown() throws IOException {
        String missing = "/v2/me/app/blobs/" + Digest.of(Bytes.utf8("missing"));

        assertThat(hub.http().head(missing).status()).isEqualTo(404);
        Answer answer = hub.http().get(missing);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.text())
                .startsWith("{\"errors\":[{\"code\":\"BLOB_UNKNOWN\",\"message\":\"");
    }

    @Test
    void whatTheClientHasIsNotSentAgain() throws IOException {
        String tag = "\"" + DIGEST + "\"";

        for (String known : new String[] {tag, "\"a\", " + tag, "W/" + tag, "*"}) {
            Answer answer = hub.http().get(PATH, "If-None-Match: " + known);

            assertThat(answer.status()).as(known).isEqualTo(304);
            assertThat(answer.header("Content-Length"))
                    .isEqualTo(hub.http().head(PATH).header("Content-Length"));
            assertThat(answer.body()).isEqualTo(Bytes.EMPTY);
            assertThat(answer.header("ETag")).isEqualTo(tag);
        }
        assertThat(hub.http().get(PATH, "If-None-Match: \"other\"").status()).isEqualTo(200);
    }

    @Test
    void anOfficialImageIsOneRepositoryUnderBothNames() throws IOException {
        Bytes manifest = hub.pushImage("nginx", "1", 5);

        assertThat(hub.http().get("/v2/library/nginx/manifests/1").body()).isEqualTo(manifest);
        assertThat(hub.http().get("/v2/nginx/manifests/1").body()).isEqualTo(manifest);
        assertThat(hub.http().get("/v2/nginx/tags/list").text())
                .isEqualTo("{\"name\":\"nginx\",\"tags\":[\"1\"]}");
        assertThat(hub.http().get("/v2/library/nginx/tags/list").text())
                .isEqualTo("{\"name\":\"library/nginx\",\"tags\":[\"1\"]}");
    }

    @Test
    void aMethodThatIsNotOfTheProtocolIsRefused() throws IOException {
        Answer blob = hub.http().send("POST", PATH, Bytes.EMPTY);
        Answer tags = hub.http().send("PUT", "/v2/me/app/tags/list", Bytes.EMPTY);
        Answer uploads = hub.http().get("/v2/me/app/blobs/uploads/");

        assertThat(blob.status()).isEqualTo(405);
        assertThat(blob.header("Allow")).isEqualTo("GET, HEAD, DELETE");
        assertThat(blob.text()).contains("UNSUPPORTED");
        assertThat(tags.status()).isEqualTo(405);
        assertThat(uploads.status()).isEqualTo(405);
        assertThat(uploads.header("Allow")).isEqualTo("POST");
    }
}
