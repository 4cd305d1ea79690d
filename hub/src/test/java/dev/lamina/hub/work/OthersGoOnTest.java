package dev.lamina.hub.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.http.Exchange;
import dev.lamina.http.HttpServer;
import dev.lamina.http.ServerOptions;
import dev.lamina.http.raw.RawHttp;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Requests that compute on all carriers that virtual threads have, and more of them, would stop all
/// others, if they computed there.
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class OthersGoOnTest {

    private static final int THREADS = 2;

    /// More than there are carriers.
    private static final int VISITS = 4 * Runtime.getRuntime().availableProcessors();

    private final ExecutorService visitors = Executors.newCachedThreadPool();
    private final CountDownLatch begun = new CountDownLatch(THREADS);
    private volatile boolean isReleased;
    private Workers workers;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        Duration patience = Duration.ofHours(1);
        workers = Workers.start("test", new WorkLimits(THREADS, 1_000, 1_000, patience, patience));
        server =
                HttpServer.start(
                        new InetSocketAddress("127.0.0.1", 0),
                        ServerOptions.of(Optional.empty(), List.of()),
                        this::answer,
                        _ -> {});
    }

    @AfterEach
    void stop() {
        isReleased = true;
        server.close();
        workers.close();
        visitors.shutdownNow();
    }

    private void answer(Exchange exchange) throws Exception {
        if (exchange.path().equals("/look")) {
            workers.run(exchange.client(), this::compute);
        }
        exchange.send(204);
    }

    private boolean compute() {
        begun.countDown();
        while (!isReleased) {
            Thread.onSpinWait();
        }
        return true;
    }

    @Test
    void otherRequestsGoOnWhileLooksCompute() throws Exception {
        var http = new RawHttp(server.address());
        var looks = new ArrayList<Future<Integer>>();
        for (int i = 0; i < VISITS; i++) {
            looks.add(visitors.submit(() -> http.get("/look").status()));
        }
        begun.await();

        assertThat(http.get("/v2/").status()).isEqualTo(204);

        isReleased = true;
        for (Future<Integer> look : looks) {
            assertThat(look.get()).isEqualTo(204);
        }
    }
}
