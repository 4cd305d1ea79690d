package dev.lamina.hub.ops;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/// Counts durations by how long they are.
final class Histogram {

    /// The upper bounds: from a manifest out of memory to a layer over a slow line.
    static final List<Duration> BOUNDS =
            List.of(
                    Duration.ofMillis(1),
                    Duration.ofNanos(2_500_000),
                    Duration.ofMillis(5),
                    Duration.ofMillis(10),
                    Duration.ofMillis(25),
                    Duration.ofMillis(50),
                    Duration.ofMillis(100),
                    Duration.ofMillis(250),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(1),
                    Duration.ofMillis(2_500),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(600));

    private final AtomicLongArray counts = new AtomicLongArray(BOUNDS.size() + 1);
    private final LongAdder nanos = new LongAdder();

    void add(Duration duration) {
        int bucket = 0;
        while (bucket < BOUNDS.size() && duration.compareTo(BOUNDS.get(bucket)) > 0) {
            bucket++;
        }
        counts.incrementAndGet(bucket);
        nanos.add(duration.toNanos());
    }

    /// Returns how many were at most as long as a bound; after the last bound, all.
    long upTo(int bound) {
        long sum = 0;
        for (int i = 0; i <= bound; i++) {
            sum += counts.get(i);
        }
        return sum;
    }

    /// Returns all durations together, in seconds.
    double seconds() {
        return seconds(Duration.ofNanos(nanos.sum()));
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
