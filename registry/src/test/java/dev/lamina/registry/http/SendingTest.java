package dev.lamina.registry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Bodies of requests: short and long, taken, refused in their midst, and not taken at all.
final class SendingTest extends TransportTest {

    private static final String OK = "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n";

    /// More than the buffers of two sockets hold.
    private static final long ENDLESS = 1L << 34;

    private final CompletableFuture<byte[]> received = new CompletableFuture<>();

    private RawPeer.Step reading(int length) {
        return (socket, in) -> {
            received.complete(in.readNBytes(length));
            socket.getOutputStream().write(OK.getBytes(StandardCharsets.ISO_8859_1));
            return true;
        };
    }

    private int put(Content content) throws IOException {
        Answer answer = transport.send("PUT", peer.uri("/"), Map.of(), content);
        answer.body().close();
        return answer.status();
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(length).nextBytes(bytes);
        return bytes;
    }

    /// A body of zeros that tells when nobody wants more of it.
    private static final class Zeros implements Content {

        private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

        @Override
        public long length() {
            return ENDLESS;
        }

        @Override
        public void writeTo(ContentSink sink) throws IOException {
            byte[] piece = new byte[1 << 16];
            try {
                for (long sent = 0; sent < ENDLESS; sent += piece.length) {
                    sink.write(piece, 0, piece.length);
                }
            } finally {
                ended.complete(true);
            }
        }
    }

    private static Content file(Path file) throws IOException {
        long size = Files.size(file);
        return new Content() {
            @Override
            public long length() {
                return size;
            }

            @Override
            public void writeTo(ContentSink sink) throws IOException {
                try (FileChannel channel = FileChannel.open(file)) {
                    for (long position = 0; position < size; ) {
                        position += sink.write(channel, position, size - position);
                    }
                }
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7000, 8192, 8193, 300_000, 5_000_000})
    void bytesArriveAsTheyAre(int length) throws Exception {
        peer.step(reading(length));

        assertThat(put(Content.of(bytes(length)))).isEqualTo(201);

        assertThat(received.get()).isEqualTo(bytes(length));
        assertThat(peer.heads().getFirst()).contains("\r\nContent-Length: " + length + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7000, 8193, 300_000, 5_000_000})
    void filesArriveAsTheyAre(int length, @TempDir Path directory) throws Exception {
        Path file = Files.write(directory.resolve("file"), bytes(length));
        peer.step(reading(length));

        assertThat(put(file(file))).isEqualTo(201);

        assertThat(received.get()).isEqualTo(bytes(length));
    }

    @Test
    void theConnectionIsUsedAgainAfterALongBody() throws Exception {
        peer.step(reading(300_000)).step(reading(300_000));

        put(Content.of(bytes(300_000)));
        put(Content.of(bytes(300_000)));

        assertThat(peer.connections()).isEqualTo(1);
    }

    /// It reads nothing of the body, and the connection stays: only who listens while sending hears it.
    @Test
    void aRefusalIsHeardBeforeAllIsSent() throws Exception {
        peer.answer("HTTP/1.1 413 Too Large\r\nContent-Length: 8\r\n\r\ntoo long").answer(OK);
        var zeros = new Zeros();

        Answer answer = transport.send("PUT", peer.uri("/"), Map.of(), zeros);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body().readAllBytes()).asString().isEqualTo("too long");
        assertThat(zeros.ended).isDone();
        put(Content.NONE);
        assertThat(peer.connections()).isEqualTo(2);
    }

    /// `Continue` is no answer yet: the time limit for one does not run while the body moves.
    @Test
    void aBodyMayTakeLongAfterAnInterimAnswer() throws Exception {
        peer.step(
                (socket, in) -> {
                    socket.getOutputStream()
                            .write(
                                    "HTTP/1.1 100 Continue\r\n\r\n"
                                            .getBytes(StandardCharsets.ISO_8859_1));
                    return reading(300_000).run(socket, in);
                });
        byte[] bytes = bytes(300_000);
        Content slow =
                new Content() {
                    @Override
                    public long length() {
                        return bytes.length;
                    }

                    @Override
                    public void writeTo(ContentSink sink) throws IOException {
                        for (int i = 0; i < 60; i++) {
                            LockSupport.parkNanos(50_000_000);
                            sink.write(bytes, i * 5_000, 5_000);
                        }
                    }
                };

        try (Transport hasty = transport(Duration.ofSeconds(2))) {
            assertThat(hasty.send("PUT", peer.uri("/"), Map.of(), slow).status()).isEqualTo(201);
        }
        assertThat(received.get()).isEqualTo(bytes);
    }

    @Test
    void ofALongRefusalSomeIsRead() throws Exception {
        String head = "HTTP/1.1 413 Too Large\r\nContent-Length: 1000000\r\n\r\n";
        peer.answer(head + "x".repeat(1_000_000));

        Answer answer = transport.send("PUT", peer.uri("/"), Map.of(), new Zeros());

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body().readAllBytes()).hasSizeBetween(65_536, 80_000).containsOnly('x');
    }

    /// The status is what counts, however slowly its text comes.
    @Test
    void aRefusalWhoseTextNeverEndsIsHeardToo() throws Exception {
        peer.answer("HTTP/1.1 413 Too Large\r\nContent-Length: 8\r\n\r\ntoo");

        try (Transport hasty = transport(Duration.ofMillis(300))) {
            Answer answer = hasty.send("PUT", peer.uri("/"), Map.of(), new Zeros());

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.body().readAllBytes()).asString().isEqualTo("too");
        }
    }

    @Test
    void aPeerThatTakesNothingAndSaysNothingIsGivenUp() throws Exception {
        peer.step(SendingTest::waitForItsEnd);
        var zeros = new Zeros();
        try (Transport hasty = transport(Duration.ofMillis(300))) {
            assertThatThrownBy(() -> hasty.send("PUT", peer.uri("/"), Map.of(), zeros))
                    .isInstanceOf(NoAnswerException.class)
                    .hasMessageEndingWith("no answer for 0.3 seconds");
        }
        assertThat(zeros.ended).isDone();
    }

    private static boolean waitForItsEnd(Socket socket, InputStream in) {
        while (!socket.isClosed()) {
            LockSupport.parkNanos(1_000_000);
        }
        return false;
    }

    @Test
    void aPeerThatGoesAwayIsSaidSo() throws Exception {
        peer.answerAndClose("");
        var zeros = new Zeros();

        assertThatThrownBy(() -> put(zeros))
                .isInstanceOf(NoAnswerException.class)
                .satisfies(
                        e ->
                                assertThat(((NoAnswerException) e).kind())
                                        .isEqualTo(NoAnswerException.Kind.BROKEN));
        assertThat(zeros.ended).isDone();
    }

    @Test
    void aSourceThatFailsEndsTheRequest() {
        peer.step(reading(1000));
        Content broken =
                new Content() {
                    @Override
                    public long length() {
                        return 100_000;
                    }

                    @Override
                    public void writeTo(ContentSink sink) throws IOException {
                        throw new IOException("disk on fire");
                    }
                };

        assertThatThrownBy(() -> put(broken)).isInstanceOf(NoAnswerException.class);
    }

    @Test
    void whoeverIsInterruptedStopsAtOnce() throws Exception {
        peer.step(SendingTest::waitForItsEnd);
        var zeros = new Zeros();
        var heard = new CompletableFuture<IOException>();
        Thread sender =
                Thread.ofPlatform()
                        .daemon()
                        .start(
                                () -> {
                                    try {
                                        put(zeros);
                                    } catch (IOException e) {
                                        heard.complete(e);
                                    }
                                });
        while (peer.heads().isEmpty()) {
            Thread.onSpinWait();
        }
        sender.interrupt();

        assertThat(heard.get(10, TimeUnit.SECONDS)).hasMessage("interrupted");
        assertThat(zeros.ended.get(10, TimeUnit.SECONDS)).isTrue();
    }
}
