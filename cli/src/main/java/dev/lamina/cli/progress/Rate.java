package dev.lamina.cli.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/// The speed of bytes over the last seconds. What was there before does not count.
final class Rate {

    private static final Duration WINDOW = Duration.ofSeconds(5);
    private static final Duration STEP = Duration.ofMillis(250);

    private final Deque<Sample> samples = new ArrayDeque<>();

    Rate(Instant start) {
        samples.add(new Sample(start, 0));
    }

    private record Sample(Instant time, long bytes) {}

    /// Takes the number of bytes that have travelled until now.
    void add(Instant now, long bytes) {
        if (Duration.between(samples.getLast().time(), now).compareTo(STEP) < 0) {
            return;
        }
        samples.add(new Sample(now, bytes));
        while (samples.size() > 2
                && Duration.between(samples.getFirst().time(), now).compareTo(WINDOW) > 0) {
            samples.removeFirst();
        }
    }

    /// Begins anew: how fast it was before a break says nothing about what comes.
    void restart(Instant now, long bytes) {
        samples.clear();
        samples.add(new Sample(now, bytes));
    }

    /// Bytes a second; zero while nothing is known.
    ///
    /// @param bytes that have travelled until now
    long perSecond(Instant now, long bytes) {
        Sample first = samples.getFirst();
        long millis = Duration.between(first.time(), now).toMillis();
        long moved = bytes - first.bytes();
        return millis < STEP.toMillis() || moved <= 0 ? 0 : moved * 1000 / millis;
    }

    /// The seconds that the rest will take; absent while the rate is not known.
    ///
    /// @param missing how many bytes have to travel yet
    OptionalLong secondsLeft(Instant now, long bytes, long missing) {
        long rate = perSecond(now, bytes);
        return rate == 0
                ? OptionalLong.empty()
                : OptionalLong.of(Math.ceilDiv(Math.max(0, missing), rate));
    }
}
