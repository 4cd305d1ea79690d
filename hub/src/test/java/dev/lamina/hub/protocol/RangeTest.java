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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The rules of RFC 9110, "Range Requests", which distribution-spec 1.1, "Pulling blobs", wants.
final class RangeTest {

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
    void aPartOfABlobIsServed() throws IOException {
        checkPart("bytes=0-0", 0, 1);
        checkPart("bytes=0-2999999", 0, 3_000_000);
        checkPart("bytes=1000000-", 1_000_000, 3_000_000);
        checkPart("bytes=2999999-", 2_999_999, 3_000_000);
        checkPart("bytes=100-199", 100, 200);
        checkPart("bytes=100-99999999999", 100, 3_000_000);
        checkPart("Bytes= 5-5 ", 5, 6);
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
        for (String range :
                new String[] {
                    "bytes=3000000-", "bytes=9999999-99999999", "bytes=-0", "bytes=500-0"
                }) {
            Answer answer = hub.http().get(PATH, "Range: " + range);

            assertThat(answer.status()).as(range).isEqualTo(416);
            assertThat(answer.header("Content-Range")).isEqualTo("bytes */3000000");
            assertThat(answer.header("Cache-Control")).isEqualTo("(none)");
            assertThat(answer.header("ETag")).isEqualTo("(none)");
        }
    }

    @Test
    void aRangeThatIsNotUnderstoodIsIgnored() throws IOException {
        for (String range :
                new String[] {
                    "lines=1-2",
                    "bytes=-",
                    "bytes=",
                    "bytes=1",
                    "bytes=a-b",
                    "bytes=0-1,x",
                    "nonsense"
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
    void severalPartsComeAsOneBodyOfSeveralParts() throws IOException {
        Answer answer = hub.http().get(PATH, "Range: bytes=0-9, 2999990-, 9999999-, -5");

        String type = answer.header("Content-Type");
        assertThat(answer.status()).isEqualTo(206);
        assertThat(type).startsWith("multipart/byteranges; boundary=");
        assertThat(answer.header("Content-Length"))
                .isEqualTo(Long.toString(answer.body().length()));
        String boundary = type.substring(type.indexOf('=') + 1);
        String expected =
                part(boundary, "bytes 0-9/3000000", BLOB.slice(0, 10))
                        + part(boundary, "bytes 2999990-2999999/3000000", tail(10))
                        + part(boundary, "bytes 2999995-2999999/3000000", tail(5))
                        + "--"
                        + boundary
                        + "--\r\n";
        assertThat(latin(answer.body())).isEqualTo(expected);
    }

    private static String part(String boundary, String range, Bytes content) {
        return "--%s\r\nContent-Type: application/octet-stream\r\nContent-Range: %s\r\n\r\n%s\r\n"
                .formatted(boundary, range, latin(content));
    }

    private static Bytes tail(int length) {
        return BLOB.slice(BLOB.length() - length, BLOB.length());
    }

    private static String latin(Bytes bytes) {
        return new String(bytes.toArray(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void theOnlyPartThatIsThereComesAlone() throws IOException {
        Answer answer = hub.http().get(PATH, "Range: bytes=3000000-,1-2");

        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.header("Content-Range")).isEqualTo("bytes 1-2/3000000");
        assertThat(answer.body()).isEqualTo(BLOB.slice(1, 3));
    }

    @Test
    void partsThatExceedTheBlobAreNotWorthwhile() throws IOException {
        Answer overlapping = hub.http().get(PATH, "Range: bytes=0-,0-,0-");
        Answer many = hub.http().get(PATH, "Range: bytes=0-0" + ",1-1".repeat(200));

        assertThat(overlapping.status()).isEqualTo(200);
        assertThat(overlapping.header("Content-Length")).isEqualTo("3000000");
        assertThat(many.status()).isEqualTo(200);
    }

    @Test
    void onlyGetKnowsParts() throws IOException {
        Answer answer = hub.http().head(PATH, "Range: bytes=0-9");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Length")).isEqualTo("3000000");
        assertThat(answer.header("Accept-Ranges")).isEqualTo("bytes");
    }

    @Test
    void theEmptyBlobHasNoParts() throws IOException {
        Digest empty = hub.pushBlob("me/app", Bytes.EMPTY);

        Answer answer = hub.http().get("/v2/me/app/blobs/" + empty, "Range: bytes=0-");

        assertThat(answer.status()).isEqualTo(416);
        assertThat(answer.header("Content-Range")).isEqualTo("bytes */0");
    }
}
