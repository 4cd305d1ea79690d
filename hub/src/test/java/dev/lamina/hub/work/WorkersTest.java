package dev.lamina.hub.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Who waits for whom. The limit of time is for a test that would wait for ever.
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class WorkersTest {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore released = new Semaphore(0);
    private final LinkedBlockingQueue<String> begun = new LinkedBlockingQueue<>();
    private final List<Workers> started = new ArrayList<>();

    @AfterEach
    void end() {
        released.release(1_000);
        started.forEach(Workers::close);
        requests.shutdownNow();
    }

    private Workers start(WorkLimits limits) {
        var workers = Workers.start("test", limits);
        started.add(workers);
        return workers;
    }

    private Workers start(int threads) {
        return start(new WorkLimits(threads, 100, 10, LONG, LONG));
    }

    /// Sends a request that computes until it is released.
    private Future<String> send(Workers workers, String client, String name) {
        return requests.submit(
                () ->
                        workers.run(
                                client,
                                () -> {
                                    begun.add(name);
                                    released.acquire();
                                    return name;
                                }));
    }

    @Test
    void workIsDoneByThreadsOfTheSystem() throws Exception {
        Workers workers = start(2);
        Future<Boolean> isVirtual =
                requests.submit(() -> workers.run("a", () -> Thread.currentThread().isVirtual()));

        assertThat(isVirtual.get()).isFalse();
    }

    @Test
    void oneClientHasHalfOfTheThreads() throws Exception {
        Workers workers = start(4);
        for (int i = 0; i < 6; i++) {
            send(workers, "busy", "busy");
        }
        assertThat(List.of(begun.take(), begun.take())).containsOnly("busy");

        Future<String> other = send(workers, "other", "other");

        assertThat(begun.take()).isEqualTo("other");
        assertThat(begun).isEmpty();
        released.release(7);
        assertThat(other.get()).isEqualTo("other");
    }

    @Test
    void aTrustedClientHasAllOfThem() throws Exception {
        Workers workers = start(4);
        for (int i = 0; i < 4; i++) {
            send(workers, "", "trusted");
        }

        for (int i = 0; i < 4; i++) {
            assertThat(begun.take()).isEqualTo("trusted");
        }
    }

    @Test
    void clientsTakeTurns() throws Exception {
        Workers workers = start(1);
        send(workers, "first", "first");
        assertThat(begun.take()).isEqualTo("first");
        List<String> clients = List.of("a", "a", "b", "b");
        for (int i = 0; i < clients.size(); i++) {
            send(workers, clients.get(i), clients.get(i));
            while (workers.waiting() <= i) {
                Thread.onSpinWait();
            }
        }

        var order = new ArrayList<String>();
        for (int i = 0; i < 4; i++) {
            released.release();
            order.add(begun.take());
        }

        assertThat(order).containsExactly("a", "b", "a", "b");
    }

    @Test
    void whatWaitsForLongIsRefused() throws Exception {
        Workers workers = start(new WorkLimits(1, 100, 10, SHORT, LONG));
        send(workers, "a", "a");
        begun.take();

        assertThatThrownBy(() -> workers.run("b", () -> "never"))
                .isInstanceOf(WorkBusyException.class)
                .hasMessage("test: others are being computed");
        assertThat(begun).isEmpty();
    }

    @Test
    void tooMuchThatWaitsIsRefusedAtOnce() throws Exception {
        Workers workers = start(new WorkLimits(1, 100, 0, LONG, LONG));

        assertThatThrownBy(() -> workers.run("a", () -> "never"))
                .isInstanceOf(WorkBusyException.class)
                .hasMessage("test: too much waits to be computed");
        assertThat(workers.run("", () -> "trusted")).isEqualTo("trusted");
    }

    @Test
    void workThatTakesTooLongIsInterruptedAndHasEndedWhenTheRequestGoesOn() throws Exception {
        Workers workers = start(new WorkLimits(1, 100, 10, LONG, SHORT));
        var ended = new CountDownLatch(1);

        assertThatThrownBy(
                        () ->
                                workers.run(
                                        "a",
                                        () -> {
                                            try {
                                                released.acquire();
                                                return "never";
                                            } finally {
                                                ended.countDown();
                                            }
                                        }))
                .isInstanceOf(WorkBusyException.class)
                .hasMessageStartingWith("test: took longer than");

        assertThat(ended.getCount()).isZero();
        assertThat(workers.run("a", () -> Thread.currentThread().isInterrupted())).isFalse();
    }

    @Test
    void whatGoesWrongIsToldAsItIs() {
        Workers workers = start(1);
        var failure = new IOException("on purpose");

        assertThatThrownBy(
                        () ->
                                workers.run(
                                        "a",
                                        () -> {
                                            throw failure;
                                        }))
                .isSameAs(failure);
        assertThatThrownBy(
                        () ->
                                workers.run(
                                        "a",
                                        () -> {
                                            throw new IllegalStateException("too");
                                        }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("too");
    }

    @Test
    void anEndRefusesWhatWaitsAndInterruptsWhatRuns() throws Exception {
        Workers workers = start(1);
        Future<String> running = send(workers, "a", "a");
        begun.take();
        Future<String> waiting = send(workers, "b", "b");
        while (workers.waiting() == 0) {
            Thread.onSpinWait();
        }
        workers.close();

        assertThatThrownBy(running::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        assertThatThrownBy(waiting::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(WorkBusyException.class);
        assertThatThrownBy(() -> workers.run("c", () -> "never"))
                .isInstanceOf(WorkBusyException.class);
    }
}
