package dev.lamina.hub.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

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
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;

/// The rules of distribution-spec 1.1, "Pushing blobs", one test a rule.
final class PushBlobTest {

    private static final Bytes BLOB = TestHub.random(1, 300_000);
    private static final Digest DIGEST = Digest.of(BLOB);

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

    @Test
    void aBlobIsPushedInOneRequest() throws IOException {
        Answer answer = hub.http().send("POST", "/v2/me/app/blobs/uploads/?digest=" + DIGEST, BLOB);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/v2/me/app/blobs/" + DIGEST);
        assertThat(answer.header("Docker-Content-Digest")).isEqualTo(DIGEST.toString());
        assertThat(answer.header("Content-Length")).isEqualTo("0");
        assertThat(hub.http().get("/v2/me/app/blobs/" + DIGEST).body()).isEqualTo(BLOB);
    }

    @Test
    void aBlobIsPushedByPostThenPut() throws IOException {
        Answer begun = hub.http().send("POST", "/v2/me/app/blobs/uploads/", Bytes.EMPTY);

        assertThat(begun.status()).isEqualTo(202);
        assertThat(begun.header("Range")).isEqualTo("0-0");
        String upload = begun.header("Location");
        assertThat(upload)
                .isEqualTo("/v2/me/app/blobs/uploads/" + begun.header("Docker-Upload-UUID"));

        Answer done = hub.http().send("PUT", upload + "?digest=" + DIGEST, BLOB);

        assertThat(done.status()).isEqualTo(201);
        assertThat(done.header("Location")).isEqualTo("/v2/me/app/blobs/" + DIGEST);
        assertThat(hub.http().get("/v2/me/app/blobs/" + DIGEST).body()).isEqualTo(BLOB);
        assertThat(hub.http().get(upload).status()).isEqualTo(404);
    }

    @Test
    void aBlobIsPushedInChunks() throws IOException {
        String upload = hub.beginUpload("me/app");

        Answer first = chunk(upload, 0, 100_000);
        Answer status = hub.http().get(upload);
        Answer second = chunk(upload, 100_000, 200_000);
        Answer last =
                hub.http()
                        .send(
                                "PUT",
                                upload + "?digest=" + DIGEST,
                                BLOB.slice(200_000, 300_000),
                                "Content-Range: 200000-299999");

        assertThat(first.status()).isEqualTo(202);
        assertThat(first.header("Range")).isEqualTo("0-99999");
        assertThat(first.header("Location")).isEqualTo(upload);
        assertThat(status.status()).isEqualTo(204);
        assertThat(status.header("Range")).isEqualTo("0-99999");
        assertThat(status.header("Location")).isEqualTo(upload);
        assertThat(second.header("Range")).isEqualTo("0-199999");
        assertThat(last.status()).isEqualTo(201);
        assertThat(hub.http().get("/v2/me/app/blobs/" + DIGEST).body()).isEqualTo(BLOB);
    }

    @Test
    void aChunkThatDoesNotContinueTheUploadIsRefused() throws IOException {
        String upload = hub.beginUpload("me/app");
        chunk(upload, 0, 100_000);

        for (int start : new int[] {0, 50_000, 99_999, 100_001, 200_000}) {
            Answer answer = chunk(upload, start, start + 50_000);

            assertThat(answer.status()).as("start %d", start).isEqualTo(416);
            assertThat(answer.header("Range")).isEqualTo("0-99999");
            assertThat(answer.header("Location")).isEqualTo(upload);
            assertThat(answer.text()).contains("BLOB_UPLOAD_INVALID");
        }
        assertThat(hub.http().get(upload).header("Range")).isEqualTo("0-99999");
    }

    @Test
    void aChunkMustHaveTheLengthThatItsRangeSays() throws IOException {
        String upload = hub.beginUpload("me/app");

        Answer answer = hub.http().send("PATCH", upload, BLOB.slice(0, 10), "Content-Range: 0-99");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("SIZE_INVALID");
        assertThat(hub.http().get(upload).header("Range")).isEqualTo("0-0");
    }

    @Test
    void whatARefusedRequestBroughtIsNotKept() throws IOException {
        Bytes blob = TestHub.random(77, 200);
        String upload = hub.beginUpload("me/app");
        hub.http().send("PATCH", upload, blob.slice(0, 100));
        for (String method : new String[] {"PATCH", "PUT"}) {
            try (Socket socket =
                    hub.http()
                            .open(
                                    method,
                                    upload + "?digest=" + Digest.of(blob),
                                    "Transfer-Encoding: chunked",
                                    "Content-Range: 100-120")) {
                socket.getOutputStream().write("64\r\n".getBytes(US_ASCII));
                blob.slice(100, 200).writeTo(socket.getOutputStream());
                socket.getOutputStream().write("\r\n0\r\n\r\n".getBytes(US_ASCII));
                Answer refused = Answer.read(socket.getInputStream(), method);

                assertThat(refused.text()).as(method).contains("SIZE_INVALID");
            }
            assertThat(hub.http().get(upload).header("Range")).as(method).isEqualTo("0-99");
        }

        Answer put =
                hub.http().send("PUT", upload + "?digest=" + Digest.of(blob), blob.slice(100, 200));

        assertThat(put.status()).isEqualTo(201);
    }

    @Test
    void aMalformedContentRangeIsRefused() throws IOException {
        String upload = hub.beginUpload("me/app");

        for (String range : new String[] {"x", "5-1", "0-", "-5", "99999999999999999999-1", ""}) {
            Answer answer =
                    hub.http().send("PATCH", upload, BLOB.slice(0, 10), "Content-Range: " + range);

            assertThat(answer.status()).as("range '%s'", range).isEqualTo(416);
        }
    }

    @Test
    void anEndThatIsRefusedTakesNothingBackThatCameBefore() throws IOException {
        String upload = hub.beginUpload("me/app");
        chunk(upload, 0, 299_999);
        String end = upload + "?digest=" + DIGEST;

        Answer refused =
                hub.http().send("PUT", end, BLOB.slice(299_999, 300_000), "Content-Range: 5-1");

        assertThat(refused.status()).isEqualTo(416);
        assertThat(hub.http().send("PUT", end, BLOB.slice(299_999, 300_000)).status())
                .isEqualTo(201);
    }

    @Test
    void aBlobIsStreamedWithoutALength() throws IOException {
        String upload = hub.beginUpload("me/app");

        Answer patched;
        try (Socket socket = hub.http().open("PATCH", upload, "Transfer-Encoding: chunked")) {
            for (int i = 0; i < 300_000; i += 60_000) {
                socket.getOutputStream().write("ea60\r\n".getBytes());
                BLOB.slice(i, i + 60_000).writeTo(socket.getOutputStream());
                socket.getOutputStream().write("\r\n".getBytes());
            }
            socket.getOutputStream().write("0\r\n\r\n".getBytes());
            patched = Answer.read(socket.getInputStream(), "PATCH");
        }
        Answer done = hub.http().send("PUT", upload + "?digest=" + DIGEST, Bytes.EMPTY);

        assertThat(patched.status()).isEqualTo(202);
        assertThat(patched.header("Range")).isEqualTo("0-299999");
        assertThat(done.status()).isEqualTo(201);
        assertThat(hub.http().get("/v2/me/app/blobs/" + DIGEST).body()).isEqualTo(BLOB);
    }

    @Test
    void whatArrivedOfABrokenRequestStaysAndIsContinued() throws Exception {
        String upload = hub.beginUpload("me/app");
        try (Socket socket = hub.http().open("PATCH", upload, "Content-Length: 300000")) {
            BLOB.slice(0, 120_000).writeTo(socket.getOutputStream());
        }

        int arrived = awaitSize(upload, 120_000);
        Answer rest = chunk(upload, arrived, 300_000);
        Answer done = hub.http().send("PUT", upload + "?digest=" + DIGEST, Bytes.EMPTY);

        assertThat(arrived).isEqualTo(120_000);
        assertThat(rest.status()).isEqualTo(202);
        assertThat(done.status()).isEqualTo(201);
        assertThat(hub.http().get("/v2/me/app/blobs/" + DIGEST).body()).isEqualTo(BLOB);
    }

    @Test
    void ofTwoChunksAtOnceOneIsTaken() throws Exception {
        String upload = hub.beginUpload("me/app");
        Answer one;
        Answer two;
        try (Socket first =
                hub.http()
                        .open(
                                "PATCH",
                                upload,
                                "Content-Length: 300000",
                                "Content-Range: 0-299999")) {
            BLOB.slice(0, 120_000).writeTo(first.getOutputStream());
            two = chunk(upload, 0, 300_000);
            BLOB.slice(120_000, 300_000).writeTo(first.getOutputStream());
            one = Answer.read(first.getInputStream(), "PATCH");
        }

        assertThat(List.of(one, two)).filteredOn(answer -> answer.status() == 202).hasSize(1);
        assertThat(List.of(one, two))
                .filteredOn(answer -> answer.status() != 202)
                .singleElement()
                .satisfies(
                        refused -> {
                            assertThat(refused.status()).isIn(409, 416);
                            assertThat(refused.text()).contains("\"BLOB_UPLOAD_INVALID\"");
                        });
        Answer done = hub.http().send("PUT", upload + "?digest=" + DIGEST, Bytes.EMPTY);
        assertThat(done.status()).isEqualTo(201);
        assertThat(hub.http().get("/v2/me/app/blobs/" + DIGEST).body()).isEqualTo(BLOB);
    }

    @Test
    void aCancelledUploadIsGone() throws IOException {
        String upload = hub.beginUpload("me/app");
        chunk(upload, 0, 1000);

        assertThat(hub.http().delete(upload).status()).isEqualTo(204);

        assertThat(hub.http().get(upload).status()).isEqualTo(404);
        assertThat(chunk(upload, 1000, 2000).text()).contains("BLOB_UPLOAD_UNKNOWN");
        assertThat(hub.http().delete(upload).status()).isEqualTo(404);
        assertThat(hub.storedUploads()).isEmpty();
    }

    @Test
    void anAccountCannotUseUpTheUploadsOfAll() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            hub.beginUpload("me/app" + i % 7);
        }

        Answer more = hub.http().send("POST", "/v2/me/other/blobs/uploads/", Bytes.EMPTY);

        assertThat(more.status()).isEqualTo(429);
        assertThat(more.text()).contains("TOOMANYREQUESTS");
        hub.beginUpload("you/app");
        hub.beginUpload("me0/app");
    }

    @Test
    void anUploadBelongsToItsRepository() throws IOException {
        String upload = hub.beginUpload("me/app").replace("me/app", "you/app");

        assertThat(hub.http().get(upload).status()).isEqualTo(404);
        assertThat(hub.http().send("PATCH", upload, BLOB).status()).isEqualTo(404);
        assertThat(hub.http().send("PUT", upload + "?digest=" + DIGEST, BLOB).status())
                .isEqualTo(404);
    }

    @Test
    void aRefusalReachesAClientThatIsStillSending() throws IOException {
        String upload = hub.beginUpload("me/app").replace("me/app", "you/app");
        Bytes big = TestHub.random(2, 20 << 20);

        for (int i = 0; i < 5; i++) {
            assertThat(hub.http().send("PATCH", upload, big).status()).isEqualTo(404);
        }
    }

    @Test
    void aBlobWithTheWrongDigestIsRefusedAndNothingIsKept() throws IOException {
        String upload = hub.beginUpload("me/app");
        Digest wrong = Digest.of(Bytes.utf8("something else"));

        Answer put = hub.http().send("PUT", upload + "?digest=" + wrong, BLOB);
        Answer post = hub.http().send("POST", "/v2/me/app/blobs/uploads/?digest=" + wrong, BLOB);

        assertThat(put.status()).isEqualTo(400);
        assertThat(put.text()).contains("DIGEST_INVALID").contains(DIGEST.toString());
        assertThat(post.status()).isEqualTo(400);
        assertThat(hub.http().head("/v2/me/app/blobs/" + wrong).status()).isEqualTo(404);
        assertThat(hub.http().head("/v2/me/app/blobs/" + DIGEST).status()).isEqualTo(404);
        assertThat(hub.storedUploads()).isEmpty();
    }

    @Test
    void anUploadCannotEndWithoutAValidDigest() throws IOException {
        String upload = hub.beginUpload("me/app");

        for (String query : new String[] {"", "?digest=", "?digest=md5:00", "?digest=sha256:AB"}) {
            Answer answer = hub.http().send("PUT", upload + query, BLOB);

            assertThat(answer.status()).as("query '%s'", query).isEqualTo(400);
            assertThat(answer.text()).contains("DIGEST_INVALID");
        }
    }

    @Test
    void aBlobMayHaveASha512Digest() throws IOException {
        Digest digest = Digest.of(DigestAlgorithm.SHA512, BLOB);
        String upload = hub.beginUpload("me/app");
        chunk(upload, 0, 300_000);

        Answer done = hub.http().send("PUT", upload + "?digest=" + digest, Bytes.EMPTY);

        assertThat(done.status()).isEqualTo(201);
        assertThat(hub.http().get("/v2/me/app/blobs/" + digest).body()).isEqualTo(BLOB);
    }

    @Test
    void theEmptyBlobIsABlob() throws IOException {
        Digest digest = hub.pushBlob("me/app", Bytes.EMPTY);

        Answer answer = hub.http().get("/v2/me/app/blobs/" + digest);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Length")).isEqualTo("0");
    }

    @Test
    void aBlobIsMountedFromAnotherRepository() throws IOException {
        hub.pushBlob("me/app", BLOB);

        Answer answer = mount("you/app", DIGEST, "&from=me/app");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/v2/you/app/blobs/" + DIGEST);
        assertThat(answer.header("Docker-Content-Digest")).isEqualTo(DIGEST.toString());
        assertThat(hub.http().get("/v2/you/app/blobs/" + DIGEST).body()).isEqualTo(BLOB);
    }

    @Test
    void aBlobIsMountedFromAnywhereIfNoSourceIsGiven() throws IOException {
        hub.pushBlob("me/app", BLOB);

        assertThat(mount("you/app", DIGEST, "").status()).isEqualTo(201);
    }

    @Test
    void aMountThatFindsNothingBeginsAnUpload() throws IOException {
        hub.pushBlob("me/app", BLOB);

        Answer elsewhere = mount("you/app", DIGEST, "&from=me/other");
        Answer nowhere = mount("you/app", Digest.of(Bytes.utf8("nothing")), "");
        Answer noName = mount("you/app", DIGEST, "&from=NO+NAME");

        assertThat(elsewhere.status()).isEqualTo(202);
        assertThat(elsewhere.header("Location")).startsWith("/v2/you/app/blobs/uploads/");
        assertThat(nowhere.status()).isEqualTo(202);
        assertThat(noName.status()).isEqualTo(202);
        assertThat(hub.http().head("/v2/you/app/blobs/" + DIGEST).status()).isEqualTo(404);
    }

    @Test
    void aBlobIsReadableOnlyThroughARepositoryThatHoldsIt() throws IOException {
        hub.pushBlob("me/app", BLOB);

        Answer answer = hub.http().get("/v2/you/app/blobs/" + DIGEST);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).contains("BLOB_UNKNOWN");
    }

    private Answer mount(String repository, Digest digest, String from) throws IOException {
        return hub.http()
                .send(
                        "POST",
                        "/v2/" + repository + "/blobs/uploads/?mount=" + digest + from,
                        Bytes.EMPTY);
    }

    private Answer chunk(String upload, int start, int end) throws IOException {
        return hub.http()
                .send(
                        "PATCH",
                        upload,
                        BLOB.slice(start, Math.min(end, BLOB.length())),
                        "Content-Range: " + start + "-" + (Math.min(end, BLOB.length()) - 1));
    }

    /// The server learns of a broken connection a moment after the client breaks it.
    private int awaitSize(String upload, int expected) throws Exception {
        int size = 0;
        for (int attempt = 0; attempt < 200 && size != expected; attempt++) {
            java.util.concurrent.TimeUnit.MILLISECONDS.sleep(10);
            String range = hub.http().get(upload).header("Range");
            size = Integer.parseInt(range.substring(2)) + 1;
        }
        return size;
    }
}
