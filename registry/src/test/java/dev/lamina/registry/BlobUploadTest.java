package dev.lamina.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.Reference;
import dev.lamina.registry.auth.Credential;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// distribution-spec 1.1, "Pushing blobs".
final class BlobUploadTest extends PeerTest {

    private static final Bytes BLOB = Samples.random(9, 300_000);
    private static final Descriptor LAYER = Samples.layer(BLOB);
    private static final String START = "POST /v2/app/blobs/uploads/";
    private static final String UPLOAD = "/v2/app/blobs/uploads/1?state=a";
    private static final String PUT = "PUT " + UPLOAD + "&digest=" + LAYER.digest();
    private static final String HEAD = "HEAD /v2/app/blobs/" + LAYER.digest();

    private static InputStream blobFrom(long offset) {
        return new ByteArrayInputStream(BLOB.toArray(), (int) offset, BLOB.length() - (int) offset);
    }

    private void push(Surroundings surroundings) throws IOException {
        try (var client = surroundings.open()) {
            client.pushBlob(image("app"), LAYER, BlobUploadTest::blobFrom, ProgressCallback.NONE);
        }
    }

    private static Reply accepted(String location) {
        return Reply.of(202).with("Location", location);
    }

    @Test
    void aBlobIsSentWholeToWhereTheRegistrySays() throws IOException {
        peer.on(START, accepted(UPLOAD)).on(PUT, Reply.of(201));
        List<Long> progress = new CopyOnWriteArrayList<>();

        try (var client = Surroundings.direct().open()) {
            client.pushBlob(image("app"), LAYER, BlobUploadTest::blobFrom, progress::add);
        }

        assertThat(peer.lines()).containsExactly(START, PUT);
        Request put = peer.requests().get(1);
        assertThat(put.content()).isEqualTo(BLOB.toArray());
        assertThat(put.header("Content-Length")).contains("300000");
        assertThat(put.header("Content-Type")).contains("application/octet-stream");
        assertThat(progress).isSorted().startsWith(0L).endsWith(300_000L);
    }

    /// Over TLS too, where the kernel cannot move it.
    @Test
    void aBlobThatIsAFileIsSentAsItIsFromAnywhereOn(@TempDir Path directory) throws IOException {
        BlobSource file = new FileSource(Files.write(directory.resolve("blob"), BLOB.toArray()));
        for (String registry : List.of(peer.authority(), "registry.test")) {
            try (var world = ScriptedPeer.start();
                    var client = Surroundings.playedBy(world).open()) {
                boolean tls = registry.equals("registry.test");
                ScriptedPeer asked = tls ? world : peer;
                String root = tls ? "https://registry.test" : "";
                asked.on("POST " + root + "/v2/app/blobs/uploads/", accepted("/1"))
                        .on("PUT " + root + "/1?digest=" + LAYER.digest(), Reply.of(500))
                        .on("HEAD " + root + "/v2/app/blobs/" + LAYER.digest(), Reply.of(404))
                        .on("GET " + root + "/1", Reply.of(204).with("Range", "0-99999"))
                        .on("PATCH " + root + "/1", accepted("/2"))
                        .on("PUT " + root + "/2?digest=" + LAYER.digest(), Reply.of(201));

                client.pushBlob(
                        Reference.parse(registry + "/app"), LAYER, file, ProgressCallback.NONE);

                String put = "PUT " + root + "/1?digest=" + LAYER.digest();
                assertThat(asked.requests(put).getFirst().content()).isEqualTo(BLOB.toArray());
                assertThat(asked.requests("PATCH " + root + "/1").getFirst().content())
                        .isEqualTo(Arrays.copyOfRange(BLOB.toArray(), 100_000, 300_000));
            }
        }
    }

    private record FileSource(Path file) implements BlobSource {

        @Override
        public InputStream openStream(long offset) {
            throw new IllegalStateException("the file is what is asked for");
        }

        @Override
        public Optional<FileChannel> openFile() throws IOException {
            return Optional.of(FileChannel.open(file));
        }
    }

    @Test
    void aFileThatIsTooShortIsSaidSoAndNotSentAgain(@TempDir Path directory) throws IOException {
        peer.on(START, accepted(UPLOAD)).on(PUT, Reply.of(201));
        BlobSource file = new FileSource(Files.write(directory.resolve("blob"), new byte[10]));

        try (var client = Surroundings.direct().open()) {
            assertThatThrownBy(
                            () -> client.pushBlob(image("app"), LAYER, file, ProgressCallback.NONE))
                    .hasMessage("blob, size: expected 300000 bytes, got 10");
        }
        assertThat(peer.requests(START)).hasSize(1);
    }

    @Test
    void anEmptyBlobIsSentToo() throws IOException {
        Descriptor empty = Samples.layer(Bytes.of(new byte[0]));
        String put = "PUT /v2/app/blobs/uploads/1?digest=" + empty.digest();
        peer.on(START, accepted("/v2/app/blobs/uploads/1")).on(put, Reply.of(201));

        try (var client = Surroundings.direct().open()) {
            client.pushBlob(
                    image("app"), empty, _ -> InputStream.nullInputStream(), ProgressCallback.NONE);
        }

        assertThat(peer.lines()).containsExactly(START, put);
    }

    @Test
    void anUploadOnAnotherHostIsSentThereWithoutTheCredentials() throws IOException {
        try (var storage = ScriptedPeer.start()) {
            String upload = "http://" + storage.authority() + "/bucket/1?signature=S";
            peer.on(
                    START,
                    request ->
                            request.header("Authorization").isPresent()
                                    ? accepted(upload)
                                    : Reply.of(401).with("WWW-Authenticate", "Basic realm=\"x\""));
            storage.on("PUT /bucket/1?signature=S&digest=" + LAYER.digest(), Reply.of(201));

            push(
                    Surroundings.direct()
                            .credential(peer.authority(), new Credential.Password("a", "b")));

            assertThat(storage.requests())
                    .singleElement()
                    .satisfies(r -> assertThat(r.header("Authorization")).isEmpty())
                    .satisfies(r -> assertThat(r.content()).isEqualTo(BLOB.toArray()));
        }
    }

    @Test
    void aBrokenUploadGoesOnWhereTheRegistryIs() throws IOException {
        String next = "/v2/app/blobs/uploads/1?state=b";
        String last = "/v2/app/blobs/uploads/1?state=c";
        peer.on(START, accepted(UPLOAD))
                .on(PUT, Reply.hangUp())
                .on(HEAD, Reply.of(404))
                .on("GET " + UPLOAD, Reply.of(204).with("Location", next).with("Range", "0-99999"))
                .on("PATCH " + next, accepted(last))
                .on("PUT " + last + "&digest=" + LAYER.digest(), Reply.of(201));

        push(Surroundings.direct());

        Request patch = peer.requests("PATCH " + next).getFirst();
        assertThat(patch.header("Content-Range")).contains("100000-299999");
        assertThat(patch.content()).isEqualTo(Arrays.copyOfRange(BLOB.toArray(), 100_000, 300_000));
        assertThat(peer.lines()).endsWith("PUT " + last + "&digest=" + LAYER.digest());
    }

    @Test
    void anUploadThatLacksNothingIsOnlyEnded() throws IOException {
        peer.on(START, accepted(UPLOAD))
                .on(PUT, Reply.of(503), Reply.of(201))
                .on(HEAD, Reply.of(404))
                .on(
                        "GET " + UPLOAD,
                        Reply.of(204).with("Location", UPLOAD).with("Range", "0-299999"));

        push(Surroundings.direct());

        assertThat(peer.requests(PUT).get(1).content()).isEmpty();
    }

    @Test
    void anUploadThatTheRegistryForgotStartsAgain() throws IOException {
        peer.on(START, accepted(UPLOAD))
                .on(PUT, Reply.error(404, "BLOB_UPLOAD_UNKNOWN", "unknown"), Reply.of(201))
                .on(HEAD, Reply.of(404))
                .on("GET " + UPLOAD, Reply.of(404));
        List<Long> progress = new CopyOnWriteArrayList<>();

        try (var client = Surroundings.direct().open()) {
            client.pushBlob(image("app"), LAYER, BlobUploadTest::blobFrom, progress::add);
        }

        assertThat(peer.requests(START)).hasSize(2);
        assertThat(peer.requests(PUT).get(1).content()).isEqualTo(BLOB.toArray());
        assertThat(progress).endsWith(300_000L);
    }

    @Test
    void aByteMoreOrLessInTheRangeOfAnEmptyUploadDoesNotMatter() throws IOException {
        peer.on(START, accepted(UPLOAD))
                .on(PUT, Reply.of(500), Reply.of(201))
                .on(HEAD, Reply.of(404))
                .on("GET " + UPLOAD, Reply.of(204).with("Range", "0-0"));

        push(Surroundings.direct());

        assertThat(peer.requests(PUT).get(1).content()).isEqualTo(BLOB.toArray());
    }

    @Test
    void aLostAnswerIsNotALostBlob() throws IOException {
        peer.on(START, accepted(UPLOAD)).on(PUT, Reply.hangUp()).on(HEAD, Reply.of(200));

        push(Surroundings.direct());

        assertThat(peer.lines()).containsExactly(START, PUT, HEAD);
    }

    @Test
    void aRefusalIsFinal() throws IOException {
        peer.on(START, accepted(UPLOAD))
                .on(PUT, Reply.error(400, "DIGEST_INVALID", "provided digest did not match"));
        Surroundings surroundings = Surroundings.direct();

        assertThatThrownBy(() -> push(surroundings))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("push to " + peer.authority() + "/app: ")
                .hasMessageContaining("digest_invalid: provided digest did not match")
                .hasMessageNotContaining("state=a");
        assertThat(surroundings.time.waits()).isEmpty();
    }

    @Test
    void aRegistryThatFailsAgainAndAgainIsGivenUp() throws IOException {
        peer.on(START, accepted(UPLOAD))
                .on(PUT, Reply.of(500))
                .on(HEAD, Reply.of(404))
                .on("GET " + UPLOAD, Reply.of(404));

        assertThatThrownBy(() -> push(Surroundings.direct()))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("status 500");
        assertThat(peer.requests(PUT)).hasSize(5);
    }

    @Test
    void whatCannotBeReadHereIsNotSentAgain() throws IOException {
        peer.on(START, accepted(UPLOAD)).on(PUT, Reply.of(201));
        var opened = new AtomicInteger();
        BlobSource broken =
                _ -> {
                    opened.incrementAndGet();
                    return new InputStream() {
                        @Override
                        public int read() throws IOException {
                            throw new IOException("disk on fire");
                        }
                    };
                };

        try (var client = Surroundings.direct().open()) {
            assertThatThrownBy(
                            () ->
                                    client.pushBlob(
                                            image("app"), LAYER, broken, ProgressCallback.NONE))
                    .isInstanceOf(IOException.class)
                    .hasMessage("disk on fire");
        }
        assertThat(opened).hasValue(1);
    }

    @Test
    void aSourceThatIsTooShortIsSaidSo() throws IOException {
        peer.on(START, accepted(UPLOAD)).on(PUT, Reply.of(201));

        try (var client = Surroundings.direct().open()) {
            assertThatThrownBy(
                            () ->
                                    client.pushBlob(
                                            image("app"),
                                            LAYER,
                                            _ -> new ByteArrayInputStream(new byte[10]),
                                            ProgressCallback.NONE))
                    .hasMessage("blob, size: expected 300000 bytes, got 10");
        }
    }

    @Test
    void theSourceIsClosedHoweverTheUploadEnds() throws IOException {
        var open = new AtomicInteger();
        BlobSource source =
                offset -> {
                    open.incrementAndGet();
                    return new FilterInputStream(blobFrom(offset)) {
                        @Override
                        public void close() throws IOException {
                            open.decrementAndGet();
                            super.close();
                        }
                    };
                };
        peer.on(START, accepted(UPLOAD)).on(PUT, Reply.of(400), Reply.of(201));

        try (var client = Surroundings.direct().open()) {
            assertThatThrownBy(
                    () -> client.pushBlob(image("app"), LAYER, source, ProgressCallback.NONE));
            client.pushBlob(image("app"), LAYER, source, ProgressCallback.NONE);
        }

        assertThat(open).hasValue(0);
    }

    @Test
    void anUploadMayTakeLongerThanTheTimeLimitAsLongAsItMoves() throws IOException {
        peer.on(START, accepted(UPLOAD)).on(PUT, Reply.of(201));
        BlobSource slow =
                offset ->
                        new FilterInputStream(blobFrom(offset)) {
                            @Override
                            public int read(byte[] buffer, int start, int length)
                                    throws IOException {
                                pause(Duration.ofMillis(20));
                                return super.read(buffer, start, Math.min(length, 5_000));
                            }
                        };

        try (var client = Surroundings.direct().idleTimeout(Duration.ofMillis(500)).open()) {
            client.pushBlob(image("app"), LAYER, slow, ProgressCallback.NONE);
        }

        assertThat(peer.requests(PUT)).hasSize(1);
    }

    @Test
    void aRegistryThatNeitherTakesNorAnswersIsGivenUp() throws IOException {
        peer.on(START, accepted(UPLOAD)).on(PUT, Reply.silence()).on(HEAD, Reply.of(200));

        push(Surroundings.direct().idleTimeout(Duration.ofMillis(50)));

        assertThat(peer.lines()).containsExactly(START, PUT, HEAD);
    }

    @Test
    void anUploadIsNotSentToALessSafePlace() throws IOException {
        try (var world = ScriptedPeer.start();
                var client = Surroundings.playedBy(world).open()) {
            world.on(
                    "POST https://registry.test/v2/app/blobs/uploads/",
                    accepted("http://registry.test/v2/app/blobs/uploads/1?state=a"));

            assertThatThrownBy(
                            () ->
                                    client.pushBlob(
                                            Reference.parse("registry.test/app"),
                                            LAYER,
                                            BlobUploadTest::blobFrom,
                                            ProgressCallback.NONE))
                    .isInstanceOf(RegistryException.class)
                    .hasMessage(
                            "header Location: expected https, got"
                                    + " http://registry.test/v2/app/blobs/uploads/1"
                                    + " (POST https://registry.test/v2/app/blobs/uploads/)");
        }
    }

    @Test
    void aBlobIsMountedFromAnotherRepository() throws IOException {
        String mount = START + "?mount=" + LAYER.digest() + "&from=base/debian";
        peer.on(mount, Reply.of(201));

        try (var client = Surroundings.direct().open()) {
            assertThat(client.mountBlob(image("app"), LAYER.digest(), image("base/debian")))
                    .isTrue();
        }
    }

    @Test
    void aMountThatBecomesAnUploadIsTakenBack() throws IOException {
        String mount = START + "?mount=" + LAYER.digest() + "&from=base";
        peer.on(mount, accepted(UPLOAD)).on("DELETE " + UPLOAD, Reply.of(204));

        try (var client = Surroundings.direct().open()) {
            assertThat(client.mountBlob(image("app"), LAYER.digest(), image("base"))).isFalse();
        }
        assertThat(peer.lines()).containsExactly(mount, "DELETE " + UPLOAD);
    }

    @Test
    void aRefusedMountIsNoFailure() throws IOException {
        peer.on(START + "?mount=" + LAYER.digest() + "&from=base", Reply.of(403));

        try (var client = Surroundings.direct().open()) {
            assertThat(client.mountBlob(image("app"), LAYER.digest(), image("base"))).isFalse();
        }
    }

    @Test
    void anyStatusOfSuccessEndsAnUpload() throws IOException {
        for (int status : List.of(200, 201, 202, 204)) {
            try (var quay = ScriptedPeer.start();
                    var client = Surroundings.direct().open()) {
                quay.on(START, accepted(UPLOAD).status(status)).on(PUT, Reply.of(status));

                client.pushBlob(
                        Reference.parse(quay.authority() + "/app"),
                        LAYER,
                        BlobUploadTest::blobFrom,
                        ProgressCallback.NONE);

                assertThat(quay.lines()).as("status %d", status).containsExactly(START, PUT);
            }
        }
    }

    /// Pulp answers 204 to a PATCH, and some registries name no new place.
    @Test
    void anyStatusOfSuccessContinuesAnUploadAtTheSamePlaceIfNoOtherIsNamed() throws IOException {
        peer.on(START, accepted(UPLOAD))
                .on(PUT, Reply.of(502), Reply.of(201))
                .on(HEAD, Reply.of(404))
                .on("GET " + UPLOAD, Reply.of(200).with("Range", "bytes=0-99999/300000"))
                .on("PATCH " + UPLOAD, Reply.of(204));

        push(Surroundings.direct());

        assertThat(peer.lines()).endsWith("PATCH " + UPLOAD, PUT);
    }

    @Test
    void aBlobIsThereIfTheRegistryRefusesHeadAndAnswersGet() throws IOException {
        for (int status : List.of(400, 403, 405, 501)) {
            try (var odd = ScriptedPeer.start();
                    var client = Surroundings.direct().open()) {
                Reference app = Reference.parse(odd.authority() + "/app");
                String get = HEAD.replace("HEAD", "GET");
                odd.on(HEAD, Reply.of(status))
                        .on(get, Reply.of(206).body("x"), Reply.of(404), Reply.of(status));

                assertThat(client.blobExists(app, LAYER.digest())).isTrue();
                assertThat(client.blobExists(app, LAYER.digest())).isFalse();
                assertThat(client.blobExists(app, LAYER.digest())).isFalse();
                assertThat(odd.requests(get).getFirst().header("Range")).contains("bytes=0-0");
            }
        }
    }

    @Test
    void aRegistryThatDoesNotSayWhatBecameOfAnUploadIsSentTheBlobAgain() throws IOException {
        peer.on(START, accepted(UPLOAD))
                .on(PUT, Reply.hangUp(), Reply.of(201))
                .on(HEAD, Reply.of(405))
                .on(HEAD.replace("HEAD", "GET"), Reply.of(405))
                .on("GET " + UPLOAD, Reply.of(405));

        push(Surroundings.direct());

        assertThat(peer.requests(PUT).get(1).content()).isEqualTo(BLOB.toArray());
    }

    /// Google's Artifact Registry takes no part but the first.
    @Test
    void aRegistryThatTakesNoPartsIsSentTheBlobWholeAgain() throws IOException {
        peer.on(START, accepted(UPLOAD))
                .on(PUT, Reply.hangUp(), Reply.of(201))
                .on(HEAD, Reply.of(404))
                .on("GET " + UPLOAD, Reply.of(204).with("Range", "0-99999"))
                .on("PATCH " + UPLOAD, Reply.error(405, "UNSUPPORTED", "no chunks"));

        push(Surroundings.direct());

        assertThat(peer.requests("PATCH " + UPLOAD)).hasSize(1);
        assertThat(peer.requests(PUT).get(1).content()).isEqualTo(BLOB.toArray());
    }

    @Test
    void aTokenThatEndsWhileABlobIsSentIsRenewed() throws IOException {
        String tokens = "GET /token?scope=repository%3Aapp%3Apull%2Cpush";
        String challenge = "Bearer realm=\"http://" + peer.authority() + "/token\"";
        peer.on(tokens, Reply.of(200).body("{\"token\":\"T1\"}"))
                .on(tokens, Reply.of(200).body("{\"token\":\"T2\"}"))
                .on(START, r -> guarded(r, "Bearer T1", challenge, accepted(UPLOAD)))
                .on(PUT, r -> guarded(r, "Bearer T2", challenge, Reply.of(201)));

        push(Surroundings.direct());

        assertThat(peer.requests(PUT))
                .extracting(r -> r.header("Authorization").orElse(""))
                .containsExactly("Bearer T1", "Bearer T2");
        assertThat(peer.requests(PUT).get(1).content()).isEqualTo(BLOB.toArray());
    }

    private static Reply guarded(Request request, String header, String challenge, Reply answer) {
        return request.header("Authorization").filter(header::equals).isPresent()
                ? answer
                : Reply.error(401, "UNAUTHORIZED", "no").with("WWW-Authenticate", challenge);
    }

    @Test
    void aRateLimitOnTheWayIsWaitedForAsLongAsTheRegistrySays() throws IOException {
        peer.on(START, accepted(UPLOAD))
                .on(PUT, Reply.of(429).with("Retry-After", "7"), Reply.of(201));
        Surroundings surroundings = Surroundings.direct();

        push(surroundings);

        assertThat(surroundings.time.waits()).containsExactly(Duration.ofSeconds(7));
        assertThat(peer.requests(PUT).get(1).content()).isEqualTo(BLOB.toArray());
    }

    @Test
    void aMountThatAnyoneRefusesIsNoFailureAndNotTriedAgain() throws IOException {
        String mount = START + "?mount=" + LAYER.digest() + "&from=base";
        for (Reply refusal :
                List.of(
                        Reply.of(401),
                        Reply.of(403),
                        Reply.error(401, "UNAUTHORIZED", "no")
                                .with("WWW-Authenticate", "Bearer realm=\"/token\""))) {
            for (int status : List.of(401, 403)) {
                try (var strict = ScriptedPeer.start();
                        var client = Surroundings.direct().open()) {
                    Reference app = Reference.parse(strict.authority() + "/app");
                    Reference base = Reference.parse(strict.authority() + "/base");
                    strict.on(mount, refusal)
                            .on(
                                    "GET /token?scope=repository%3Aapp%3Apull%2Cpush"
                                            + "&scope=repository%3Abase%3Apull",
                                    Reply.of(status));

                    assertThat(client.mountBlob(app, LAYER.digest(), base)).isFalse();
                    assertThat(client.mountBlob(app, LAYER.digest(), base)).isFalse();

                    assertThat(strict.requests(mount)).hasSize(1);
                }
            }
        }
    }

    @Test
    void aMountThatFailsIsNotWaitedFor() throws IOException {
        String mount = START + "?mount=" + LAYER.digest() + "&from=base";
        peer.on(mount, Reply.of(500), Reply.hangUp(), Reply.of(200));
        Surroundings surroundings = Surroundings.direct();

        try (var client = surroundings.open()) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.mountBlob(image("app"), LAYER.digest(), image("base"))).isFalse();
            }
        }
        assertThat(surroundings.time.waits()).isEmpty();
    }

    @Test
    void nothingIsMountedFromAnotherRegistry() throws IOException {
        try (var client = Surroundings.direct().open()) {
            assertThat(
                            client.mountBlob(
                                    image("app"),
                                    LAYER.digest(),
                                    Reference.parse("elsewhere.test/app")))
                    .isFalse();
        }
        assertThat(peer.lines()).isEmpty();
    }

    private static void pause(Duration duration) throws IOException {
        try {
            Sleeper.REAL.sleep(duration);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
