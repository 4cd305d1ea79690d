package dev.lamina.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Breaks a silence: shows how far some work is, but only when nothing was shown for a while.
final class Heartbeat {

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(2);

    private final InstantSource clock;
    private final Consumer<String> lines;
    private Instant last;

    /// Creates a heartbeat, which any thread may use.
    Heartbeat(InstantSource clock, Consumer<String> lines) {
        this.clock = clock;
        this.lines = lines;
        this.last = clock.instant();
    }

    /// Shows a line at once.
    synchronized void say(String line) {
        lines.accept(line);
        last = clock.instant();
    }

    /// Shows a line if it is time for one.
    synchronized void beat(Supplier<String> line) {
        if (Duration.between(last, clock.instant()).compareTo(LONGEST_SILENCE) >= 0) {
            say(line.get());
        }
    }

    /// Shows, while some work is done that says nothing itself, how long it takes already.
    ///
    /// @throws IOException if the work fails
    void during(Work work) throws IOException {
        Instant started = clock.instant();
        var done = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> count(started, done));
        try {
            work.run();
        } finally {
            done.countDown();
        }
    }

    private void count(Instant started, CountDownLatch done) {
        try {
            while (!done.await(LONGEST_SILENCE.toMillis() / 4, TimeUnit.MILLISECONDS)) {
                beat(
                        () ->
                                "    ... "
                                        + Duration.between(started, clock.instant()).toSeconds()
                                        + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Something that takes its time.
    @FunctionalInterface
    interface Work {

        void run() throws IOException;
    }
}
