package dev.lamina.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.http.raw.RawHttp;
import dev.lamina.image.Bytes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// What clients and logs are told when something fails that nobody thought of.
final class FailureTest {

    private static final String SECRET = "token=do-not-tell";

    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Handler log =
            new Handler() {
                @Override
                public void publish(LogRecord line) {
                    logged.add(line.getLoggerName() + ": " + line.getMessage());
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    private HttpServer server;
    private RawHttp http;

    @BeforeEach
    void start() throws IOException {
        server =
                HttpServer.start(
                        new InetSocketAddress("127.0.0.1", 0),
                        ServerOptions.of(Optional.empty(), List.of()),
                        FailureTest::answer,
                        _ -> {});
        http = new RawHttp(server.address());
        Logger.getLogger("").addHandler(log);
    }

    @AfterEach
    void stop() {
        Logger.getLogger("").removeHandler(log);
        server.close();
    }

    private static void answer(Exchange exchange) throws IOException {
        switch (exchange.path()) {
            case "/error" -> throw new OutOfMemoryError("for the test");
            case "/kept" -> {
                exchange.with("ETag", "\"a\"").with("Cache-Control", "max-age=100");
                exchange.with("Content-Encoding", "gzip");
                throw new IOException("the disk is gone");
            }
            case "/disk" -> throw new IOException("the disk is gone");
            case "/late" -> {
                exchange.send(200, new BrokenStream(), 100);
            }
            default -> throw new IllegalStateException("a mistake");
        }
    }

    private static final class BrokenStream extends java.io.InputStream {

        private int count;

        @Override
        public int read() {
            if (count++ > 50) {
                throw new IllegalStateException("a mistake in the middle");
            }
            return 'x';
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            buffer[offset] = (byte) read();
            return 1;
        }
    }

    @Test
    void failuresAre500AndDoNotTellWhatWasAskedFor() throws IOException {
        for (String path : List.of("/error", "/disk", "/mistake")) {
            RawHttp.Answer answer = http.get(path + "?" + SECRET);

            assertThat(answer.status()).as(path).isEqualTo(500);
            assertThat(answer.text()).isEqualTo("Internal Server Error\n");
            assertThat(logged).anyMatch(line -> line.startsWith(handler("answering GET " + path)));
        }
        assertThat(logged).noneMatch(line -> line.contains(SECRET));
    }

    @Test
    void aFailureIsNotKeptInPlaceOfTheContent() throws IOException {
        RawHttp.Answer answer = http.get("/kept");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.headers())
                .doesNotContainKeys("etag", "cache-control", "content-encoding");
    }

    private static String handler(String message) {
        return ExchangeHandler.class.getName() + ": " + message;
    }

    @Test
    void anAnswerThatFailsInTheMiddleIsCutShort() throws IOException {
        RawHttp.Answer answer = http.get("/late?" + SECRET);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().length()).isLessThan(100);
        assertThat(logged).noneMatch(line -> line.contains(SECRET));
    }

    @Test
    void malformedRequestsAreNotLogged() throws IOException {
        for (String head :
                List.of(
                        "GET /?" + SECRET + " HTTP/1.1\r\nHost: a b " + SECRET + "\r\n\r\n",
                        "GET /?" + SECRET + " HTTP/1.1\r\n\r\n",
                        "GET /%?" + SECRET + " HTTP/1.1\r\nHost: a\r\n\r\n",
                        "GET /\0" + SECRET + " HTTP/1.1\r\nHost: a\r\n\r\n",
                        "GET / HTTP/1.1\r\nHost: a\r\nX\u0001: " + SECRET + "\r\n\r\n",
                        SECRET + "\r\n\r\n")) {
            try (var socket = new Socket("127.0.0.1", server.address().getPort())) {
                socket.setSoTimeout(20_000);
                socket.getOutputStream().write(head.getBytes());

                assertThat(socket.getInputStream().readAllBytes())
                        .as(head)
                        .asString()
                        .startsWith("HTTP/1.1 400");
            }
        }
        assertThat(logged).isEmpty();
    }

    @Test
    void clientsThatLeaveAreNotLogged() throws Exception {
        try (Socket socket = http.open("POST", "/mistake?" + SECRET, "Content-Length: 1000")) {
            socket.setSoLinger(true, 0);
        }
        Thread.sleep(Duration.ofMillis(200));
        assertThat(http.get("/mistake").body()).isEqualTo(Bytes.utf8("Internal Server Error\n"));
        assertThat(logged).noneMatch(line -> line.contains(SECRET));
    }
}
