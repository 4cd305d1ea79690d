package dev.lamina.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Breaks a silence: shows how far some work is, but only when nothing was shown for a while.
final class Heartbeat {

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(2);

    private final InstantSource clock;
    private final Consumer<String> lines;
    private Instant last;

    Heartbeat(InstantSource clock, Consumer<String> lines) {
        this.clock = clock;
        this.lines = lines;
        this.last = clock.instant();
    }

    /// Shows a line at once.
    void say(String line) {
        lines.accept(line);
        last = clock.instant();
    }

    /// Shows a line if it is time for one.
    void beat(Supplier<String> line) {
        if (Duration.between(last, clock.instant()).compareTo(LONGEST_SILENCE) >= 0) {
            say(line.get());
        }
    }
}
