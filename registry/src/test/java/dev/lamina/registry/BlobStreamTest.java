package dev.lamina.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.MediaType;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.Reference;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/// Blobs over connections that break, stall and lie (distribution-spec 1.1, "Pulling blobs";
/// RFC 9110, "Range Requests").
final class BlobStreamTest extends PeerTest {

    private static final Bytes BLOB = Samples.random(7, 200_000);
    private static final Descriptor LAYER = Samples.layer(BLOB);
    private static final String LINE = "GET /v2/app/blobs/" + LAYER.digest();

    private static Bytes from(int offset) {
        return Bytes.of(Arrays.copyOfRange(BLOB.toArray(), offset, BLOB.length()));
    }

    /// Answers with what is asked for.
    private static Reply asked(Request request) {
        return Reply.range(BLOB, request);
    }

    private byte[] read(Surroundings surroundings, long offset) throws IOException {
        try (var client = surroundings.open();
                InputStream in = client.openBlob(image("app"), LAYER, offset)) {
            return in.readAllBytes();
        }
    }

    @Test
    void aBlobIsReadToItsEndAndNoFurther() throws IOException {
        peer.on(LINE, Reply.of(200).body(BLOB));

        try (var client = Surroundings.direct().open();
                InputStream in = client.openBlob(image("app"), LAYER, 0)) {
            assertThat(in.readAllBytes()).isEqualTo(BLOB.toArray());
            assertThat(in.read()).isEqualTo(-1);
            assertThat(in.read(new byte[10])).isEqualTo(-1);
        }
    }

    @Test
    void aBlobCanBeReadAByteAtATime() throws IOException {
        Bytes small = Samples.random(8, 300);
        Descriptor layer = Samples.layer(small);
        peer.on("GET /v2/app/blobs/" + layer.digest(), Reply.of(200).body(small));

        var bytes = new ByteArrayOutputStream();
        try (var client = Surroundings.direct().open();
                InputStream in = client.openBlob(image("app"), layer, 0)) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                bytes.write(next);
            }
        }

        assertThat(bytes.toByteArray()).isEqualTo(small.toArray());
    }

    @Test
    void anEmptyBlobIsNotAskedFor() throws IOException {
        Descriptor empty = Samples.layer(Bytes.of(new byte[0]));

        try (var client = Surroundings.direct().open();
                InputStream in = client.openBlob(image("app"), empty, 0)) {
            assertThat(in.readAllBytes()).isEmpty();
        }

        assertThat(peer.lines()).isEmpty();
    }

    @Test
    void aBrokenDownloadGoesOnWhereItBroke() throws IOException {
        peer.on(LINE, Reply.of(200).body(BLOB).closingAfter(120_000));
        peer.on(LINE, BlobStreamTest::asked);
        Surroundings surroundings = Surroundings.direct();

        assertThat(read(surroundings, 0)).isEqualTo(BLOB.toArray());
        assertThat(peer.requests(LINE).get(1).header("Range")).contains("bytes=120000-");
        assertThat(surroundings.time.waits()).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void aStalledDownloadGoesOnOnANewConnection() throws IOException {
        peer.on(LINE, Reply.of(200).body(BLOB).stallingAfter(50_000));
        peer.on(LINE, BlobStreamTest::asked);

        assertThat(read(Surroundings.direct().idleTimeout(Duration.ofMillis(300)), 0))
                .isEqualTo(BLOB.toArray());
    }

    @Test
    void anEarlierAttemptsBytesAreNotAskedForAgain() throws IOException {
        peer.on(LINE, BlobStreamTest::asked);

        assertThat(read(Surroundings.direct(), 150_000)).isEqualTo(from(150_000).toArray());
    }

    @Test
    void aServerThatIgnoresRangesIsReadFromTheStartAgain() throws IOException {
        peer.on(
                LINE,
                Reply.of(200).body(BLOB).closingAfter(120_000),
                Reply.of(200).body(BLOB).closingAfter(60_000),
                Reply.of(200).body(BLOB));

        assertThat(read(Surroundings.direct(), 0)).isEqualTo(BLOB.toArray());
    }

    @Test
    void aServerThatRefusesToBeginInTheMiddleIsAskedForAll() throws IOException {
        for (int status : List.of(400, 416, 501)) {
            try (var simple = ScriptedPeer.start();
                    var client = Surroundings.direct().open()) {
                simple.on(LINE, Reply.of(status), Reply.of(203).body(BLOB));
                var image = Reference.parse(simple.authority() + "/app");

                try (InputStream in = client.openBlob(image, LAYER, 150_000)) {
                    assertThat(in.readAllBytes()).isEqualTo(from(150_000).toArray());
                }
                assertThat(simple.requests().get(1).header("Range")).isEmpty();
            }
        }
    }

    /// An object store that was told so when a layer was uploaded; its length is that of the layer.
    @Test
    void aLayerThatIsCalledCodedAndIsNotIsTakenAsItIs() throws IOException {
        peer.on(
                LINE,
                Reply.of(200).with("Content-Encoding", "gzip").body(BLOB),
                Reply.of(200)
                        .with("Content-Encoding", "gzip")
                        .body(BLOB)
                        .claiming(-1)
                        .closingAfter(BLOB.length()));

        for (int i = 0; i < 2; i++) {
            assertThat(read(Surroundings.direct(), 0)).isEqualTo(BLOB.toArray());
        }
        assertThat(peer.requests().getFirst().header("Accept-Encoding")).contains("identity");
    }

    @Test
    void aBlobThatAProxyCodedIsReadAsItWas() throws IOException {
        var coded = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(coded)) {
            gzip.write(BLOB.toArray());
        }
        Bytes body = Bytes.of(coded.toByteArray());
        Descriptor plain = Descriptor.of(MediaType.OCI_CONFIG, LAYER.digest(), LAYER.size());
        peer.on(
                LINE,
                Reply.of(200).with("Content-Encoding", "gzip").body(body),
                Reply.of(200)
                        .with("Content-Encoding", "gzip")
                        .body(body)
                        .claiming(-1)
                        .closingAfter(body.length()));

        try (var client = Surroundings.direct().open()) {
            for (int i = 0; i < 2; i++) {
                try (InputStream in = client.openBlob(image("app"), plain, 0)) {
                    assertThat(in.readAllBytes()).isEqualTo(BLOB.toArray());
                }
            }
        }
    }

    @Test
    void aServerThatSendsAnotherRangeIsNotBelieved() throws IOException {
        for (String range : List.of("bytes 0-199999/200000", "", "bytes */200000", "lines 1-2/3")) {
            try (var liar = ScriptedPeer.start();
                    var client = Surroundings.direct().open()) {
                liar.on(LINE, Reply.of(206).with("Content-Range", range).body(from(1000)));
                var image = Reference.parse(liar.authority() + "/app");

                assertThatThrownBy(() -> client.openBlob(image, LAYER, 1000))
                        .isInstanceOf(RegistryException.class)
                        .hasMessageStartingWith(
                                "header Content-Range: expected bytes from 1000 on, got '"
                                        + range
                                        + "'");
            }
        }
    }

    @Test
    void aServerWhoseBlobIsShorterThanTheOffsetIsRefused() throws IOException {
        peer.on(LINE, Reply.of(416).with("Content-Range", "bytes */1000"));

        assertThatThrownBy(() -> read(Surroundings.direct(), 150_000))
                .isInstanceOf(RegistryException.class)
                .satisfies(e -> assertThat(((RegistryException) e).status()).isEqualTo(416));
    }

    @Test
    void anotherLengthThanTheDescriptorsIsRefusedBeforeAnythingIsRead() throws IOException {
        for (int length : List.of(BLOB.length() - 1, BLOB.length() + 1, 0)) {
            try (var liar = ScriptedPeer.start();
                    var client = Surroundings.direct().open()) {
                liar.on(LINE, Reply.of(200).body(BLOB).claiming(length));
                var image = Reference.parse(liar.authority() + "/app");

                assertThatThrownBy(() -> client.openBlob(image, LAYER, 0))
                        .isInstanceOf(ImageFormatException.class)
                        .hasMessage(
                                "blob %s: size: expected 200000 bytes, got %d"
                                        .formatted(LAYER.digest(), length));
            }
        }
    }

    @Test
    void aRangeOfAnotherBlobIsRefused() throws IOException {
        peer.on(
                LINE,
                Reply.of(206).with("Content-Range", "bytes 1000-1999/2000").body(from(199_000)));

        assertThatThrownBy(() -> read(Surroundings.direct(), 1000))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageEndingWith("size: expected 200000 bytes, got 2000");
    }

    @Test
    void bytesAfterTheEndAreRefused() throws IOException {
        Bytes longer = Samples.random(7, 200_001);
        peer.on(LINE, Reply.of(200).body(longer).claiming(-1).closingAfter(200_001));

        assertThatThrownBy(() -> read(Surroundings.direct(), 0))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageEndingWith("size: expected 200000 bytes, got more");
    }

    @Test
    void aServerThatBreaksOffAgainAndAgainIsGivenUp() throws IOException {
        peer.on(LINE, request -> asked(request).closingAfter(1000));
        Surroundings surroundings = Surroundings.direct();

        assertThatThrownBy(() -> read(surroundings, 0))
                .isInstanceOf(IOException.class)
                .hasMessageMatching(
                        "blob " + LAYER.digest() + ": the connection ended after .* bytes");
        assertThat(peer.requests(LINE)).hasSize(5);
        assertThat(surroundings.time.waits())
                .containsExactly(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(8));
    }

    @Test
    void aServerThatSendsAByteAConnectionIsGivenUpToo() throws IOException {
        peer.on(LINE, request -> asked(request).closingAfter(1));

        assertThatThrownBy(() -> read(Surroundings.direct(), 0)).isInstanceOf(IOException.class);
        assertThat(peer.requests(LINE)).hasSize(5);
    }

    @Test
    void breaksAreForgottenWhenEnoughArrivedInBetween() throws IOException {
        Bytes blob = Samples.random(12, 700_000);
        Descriptor layer = Samples.layer(blob);
        String line = "GET /v2/app/blobs/" + layer.digest();
        peer.on(
                line,
                request -> {
                    Reply reply = Reply.range(blob, request);
                    return reply.length() > 66_000 ? reply.closingAfter(66_000) : reply;
                });

        try (var client = Surroundings.direct().open();
                InputStream in = client.openBlob(image("app"), layer, 0)) {
            assertThat(in.readAllBytes()).isEqualTo(blob.toArray());
        }
        assertThat(peer.requests(line)).hasSizeGreaterThan(10);
    }

    @Test
    void aBlobThatIsNotThereIsNotFound() throws IOException {
        peer.on(LINE, Reply.error(404, "BLOB_UNKNOWN", "blob unknown to registry"));

        assertThatThrownBy(() -> read(Surroundings.direct(), 0))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void aReaderThatStopsEarlyGivesUpTheConnection() throws IOException {
        peer.on(LINE, Reply.of(200).body(BLOB).stallingAfter(50_000));

        try (var client = Surroundings.direct().open()) {
            InputStream in = client.openBlob(image("app"), LAYER, 0);
            in.readNBytes(1000);
            in.close();
            in.close();
        }

        assertThat(peer.requests(LINE)).hasSize(1);
    }

    @Test
    void aReaderThatIsInterruptedStopsAtOnce() throws Exception {
        peer.on(LINE, Reply.of(200).body(BLOB).stallingAfter(50_000));
        var outcome = new CompletableFuture<Throwable>();

        Thread reader =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        read(Surroundings.direct(), 0);
                                    } catch (IOException e) {
                                        outcome.complete(e);
                                    }
                                });
        while (peer.requests(LINE).isEmpty()) {
            Thread.onSpinWait();
        }
        reader.interrupt();

        assertThat(outcome.get(5, TimeUnit.SECONDS)).isInstanceOf(InterruptedIOException.class);
    }
}
