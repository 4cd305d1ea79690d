package dev.lamina.hub.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.hub.RawHttp.Answer;
import dev.lamina.hub.TestHub;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/// The rules of distribution-spec 1.1, "Pull", and of RFC 9110 for ranges and entity tags.
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
    void aPartOfABlobIsServed() throws IOException {
        checkPart("bytes=0-0", 0, 1);
        checkPart("bytes=0-2999999", 0, 3_000_000);
        checkPart("bytes=1000000-", 1_000_000, 3_000_000);
        checkPart("bytes=2999999-", 2_999_999, 3_000_000);
        checkPart("bytes=100-199", 100, 200);
        checkPart("bytes=100-99999999999", 100, 3_000_000);
        checkPart("bytes=-1", 2_999_999, 3_000_000);
        checkPart("bytes=-99999999999", 0, 3_000_000);
    }

    private void checkPart(String range, int from, int to) throws IOException {
        Answer answer = hub.http().get(PATH, "Range: " + range);

        assertThat(answer.status()).as(range).isEqualTo(206);
        assertThat(answer.header("Content-Range"))
                .isEqualTo("bytes " + from + "-" + (to - 1) + "/3000000");
        assertThat(answer.header("Content-Length")).isEqualTo(Integer.toString(to - from));
        assertThat(answer.body()).isEqualTo(BLOB.slice(from, to));
    }

    @Test
    void aPartThatIsNotThereIsRefused() throws IOException {
        for (String range : new String[] {"bytes=3000000-", "bytes=9999999-99999999", "bytes=-0"}) {
            Answer answer = hub.http().get(PATH, "Range: " + range);

            assertThat(answer.status()).as(range).isEqualTo(416);
            assertThat(answer.header("Content-Range")).isEqualTo("bytes */3000000");
        }
    }

    @Test
    void aRangeThatIsNotUnderstoodIsIgnored() throws IOException {
        for (String range :
                new String[] {
                    "bytes=0-1,5-6", "lines=1-2", "bytes=2-1", "bytes=-", "bytes=a-b", "nonsense"
                }) {
            Answer answer = hub.http().get(PATH, "Range: " + range);

            assertThat(answer.status()).as(range).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(BLOB);
        }
    }

    @Test
    void aRangeOfOtherContentIsIgnored() throws IOException {
        Answer same = hub.http().get(PATH, "Range: bytes=0-9", "If-Range: \"" + DIGEST + "\"");
        Answer other = hub.http().get(PATH, "Range: bytes=0-9", "If-Range: \"other\"");

        assertThat(same.status()).isEqualTo(206);
        assertThat(other.status()).isEqualTo(200);
    }

    @Test
    void whatTheClientHasIsNotSentAgain() throws IOException {
        String tag = "\"" + DIGEST + "\"";

        for (String known : new String[] {tag, "\"a\", " + tag, "W/" + tag, "*"}) {
            Answer answer = hub.http().get(PATH, "If-None-Match: " + known);

            assertThat(answer.status()).as(known).isEqualTo(304);
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
