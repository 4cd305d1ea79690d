package dev.lamina.hub.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.hub.RawHttp;
import dev.lamina.hub.RawHttp.Answer;
import dev.lamina.image.Bytes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// What clients that mean no good, or are broken, can do to a server.
final class LimitsTest {

    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final int CONNECTIONS = 2_000;

    private HttpServer server;
    private RawHttp http;

    @BeforeEach
    void start() throws IOException {
        start(IDLE);
    }

    private void start(Duration idle) throws IOException {
        server =
                HttpServer.start(
                        new InetSocketAddress("127.0.0.1", 0),
                        new ServerOptions(Optional.empty(), false, idle),
                        LimitsTest::answer,
                        _ -> {});
        http = new RawHttp(server.address());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static void answer(Exchange exchange) throws IOException {
        try {
            if (exchange.path().equals("/read")) {
                exchange.body().readAllBytes();
            }
            exchange.send(200, Bytes.utf8("done"));
        } catch (ClientGoneException e) {
            exchange.send(408);
        }
    }

    @Test
    void headersHaveALimit() throws IOException {
        String ok = "X-Header: " + "x".repeat(12 << 10);
        String tooMuch = "X-Header: " + "x".repeat(20 << 10);

        assertThat(http.get("/", ok).status()).isEqualTo(200);
        assertThat(http.get("/", tooMuch).status()).isEqualTo(431);
        assertThat(http.get("/" + "x".repeat(20 << 10)).status()).isEqualTo(414);
    }

    @Test
    void aHeadThatDoesNotEndIsGivenUp() throws IOException {
        try (var socket = new Socket("127.0.0.1", server.address().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\nX-".getBytes());

            assertThat(socket.getInputStream().readAllBytes()).asString().doesNotContain("200 OK");
        }
    }

    @Test
    void aBodyThatStopsIsGivenUp() throws IOException {
        try (Socket socket = http.open("POST", "/read", "Content-Length: 100")) {
            socket.getOutputStream().write(new byte[10]);

            assertThat(socket.getInputStream().readAllBytes()).asString().doesNotContain("200 OK");
        }
    }

    /// One byte now and then is never idle.
    @Test
    void aBodyThatCrawlsIsGivenUp() throws IOException {
        var seconds = new AtomicLong();
        var endless =
                new ByteArrayInputStream(new byte[100_000]) {
                    @Override
                    public synchronized int read(byte[] buffer, int offset, int length) {
                        seconds.incrementAndGet();
                        return super.read(buffer, offset, 1);
                    }
                };
        try (var body = new RequestBody(endless, () -> seconds.get() * 1_000_000_000L)) {
            assertThatThrownBy(body::readAllBytes)
                    .isInstanceOf(ClientGoneException.class)
                    .hasRootCauseMessage(
                            "expected at least 256 bytes a second, got 31 bytes in 31 s");
        }
    }

    @Test
    void manyOpenConnectionsLeaveRoomForOthers() throws IOException {
        server.close();
        start(Duration.ofMinutes(1));
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                open.add(http.open("POST", "/read", "Content-Length: 100"));
            }

            Answer answer = http.get("/");

            assertThat(answer.text()).isEqualTo("done");
            assertThat(server.connections()).isGreaterThanOrEqualTo(CONNECTIONS);
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    @Test
    void bothFramingsAtOnceAreRefused() throws IOException {
        try (Socket socket =
                http.open("POST", "/read", "Content-Length: 5", "Transfer-Encoding: chunked")) {
            socket.getOutputStream().write("0\r\n\r\nX".getBytes());

            assertThat(Answer.read(socket.getInputStream(), "POST").status()).isEqualTo(400);
        }
    }
}
