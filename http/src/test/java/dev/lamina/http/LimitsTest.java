package dev.lamina.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.http.raw.RawHttp;
import dev.lamina.http.raw.RawHttp.Answer;
import dev.lamina.image.Bytes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

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
        start(ServerOptions.of(Optional.empty(), List.of()).withIdle(idle));
    }

    private void start(ServerOptions options) throws IOException {
        server =
                HttpServer.start(
                        new InetSocketAddress("127.0.0.1", 0),
                        options,
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
            switch (exchange.path()) {
                case "/read" -> exchange.body().readAllBytes();
                case "/whole" -> {
                    Optional<Bytes> body = exchange.readBody(100_000);
                    exchange.send(body.isPresent() ? 200 : 413, body.orElse(Bytes.EMPTY));
                    return;
                }
                default -> {}
            }
            exchange.send(200, Bytes.utf8("done"));
        } catch (ClientGoneException e) {
            exchange.send(e.status());
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
    void aClosedConnectionCountsNoMore() throws IOException {
        server.close();
        start(new ServerOptions(Optional.empty(), List.of(), Duration.ofMinutes(1), _ -> false));

        for (int i = 0; i < HttpLimits.MAX_CONNECTIONS_OF_ADDRESS + 10; i++) {
            assertThat(untilOneIsFree().status()).isEqualTo(200);
        }
    }

    @Test
    void oneAddressHasNotAllConnections() throws IOException {
        server.close();
        start(new ServerOptions(Optional.empty(), List.of(), Duration.ofMinutes(1), _ -> false));
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < HttpLimits.MAX_CONNECTIONS_OF_ADDRESS; i++) {
                open.add(http.open("POST", "/read", "Content-Length: 100"));
            }
            try (var oneMore = new Socket("127.0.0.1", server.address().getPort())) {
                oneMore.setSoTimeout(20_000);

                assertThat(oneMore.getInputStream().read()).isNegative();
            }
            open.removeFirst().close();
            Answer answer = untilOneIsFree();

            assertThat(answer.status()).isEqualTo(200);
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    /// The server learns of a closed connection in its own time.
    private Answer untilOneIsFree() throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            try {
                return http.get("/");
            } catch (IOException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
        }
    }

    @Test
    void aConnectionThatSaysNothingIsClosedSoon() throws IOException {
        server.close();
        start(Duration.ofMinutes(1));
        try (var socket = new Socket("127.0.0.1", server.address().getPort())) {
            socket.setSoTimeout(20_000);

            assertThat(socket.getInputStream().read()).isNegative();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a;b", "/a;x=1/b", "/a/../b", "/a/./b", "/..", "/%2e%2e/a", "/a/%2E"})
    void pathsThatMeanDifferentThingsToOthersAreRefused(String path) throws IOException {
        assertThat(http.get(path).status()).isEqualTo(400);
    }

    @Test
    void pathsMayHaveDotsInNames() throws IOException {
        assertThat(http.get("/.well-known/a..b/...").status()).isEqualTo(200);
    }

    @Test
    void malformedChunksAreTheClientsFault() throws IOException {
        try (Socket socket = http.open("POST", "/read", "Transfer-Encoding: chunked")) {
            socket.getOutputStream().write("5\r\nhelloXX\r\n0\r\n\r\n".getBytes());

            assertThat(Answer.read(socket.getInputStream(), "POST").status()).isEqualTo(400);
        }
    }

    @Test
    void bodiesThatAreHeldWholeHaveALimit() throws IOException {
        Bytes fits = random(1, 100_000);
        Bytes tooLarge = random(2, 100_001);

        assertThat(http.send("POST", "/whole", fits).body()).isEqualTo(fits);
        assertThat(http.send("POST", "/whole", tooLarge).status()).isEqualTo(413);
        assertThat(http.send("POST", "/whole", Bytes.EMPTY).body()).isEqualTo(Bytes.EMPTY);
        try (Socket socket = http.open("POST", "/whole", "Transfer-Encoding: chunked")) {
            socket.getOutputStream().write("186a1\r\n".getBytes());
            tooLarge.writeTo(socket.getOutputStream());
            socket.getOutputStream().write("\r\n0\r\n\r\n".getBytes());

            assertThat(Answer.read(socket.getInputStream(), "POST").status()).isEqualTo(413);
        }
    }

    @Test
    void aBodyThatIsKnownToBeRefusedIsNotAskedFor() throws IOException {
        try (Socket socket =
                http.open("POST", "/whole", "Content-Length: 100001", "Expect: 100-continue")) {
            assertThat(socket.getInputStream().readAllBytes())
                    .asString()
                    .startsWith("HTTP/1.1 413");
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

    private static Bytes random(long seed, int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(seed).nextBytes(bytes);
        return Bytes.of(bytes);
    }
}
