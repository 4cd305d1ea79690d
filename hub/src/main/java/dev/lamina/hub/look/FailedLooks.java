package dev.lamina.hub.look;

import dev.lamina.image.Digest;
import dev.lamina.image.ImageFormatException;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Why blobs cannot be looked into, whatever a manifest calls them, for a while: a blob that is damaged may be replaced by a good one.
/// Guarded by its own monitor.
final class FailedLooks {

    private static final int MAX_KEPT = 1_000;
    private static final int MAX_MESSAGE = 500;
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final InstantSource clock;

    private final Map<Digest, Failure> failures =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Digest, Failure> eldest) {
                    return size() > MAX_KEPT;
                }
            };

    FailedLooks(InstantSource clock) {
        this.clock = clock;
    }

    private record Failure(String message, Instant at) {}

    /// Returns why one could not be looked into lately.
    synchronized Optional<ImageFormatException> of(Digest layer) {
        Failure failure = failures.get(layer);
        if (failure == null || failure.at().plus(KEPT).isBefore(clock.instant())) {
            failures.remove(layer);
            return Optional.empty();
        }
        return Optional.of(new ImageFormatException("looked at before", -1, failure.message()));
    }

    synchronized void add(Digest layer, ImageFormatException failure) {
        String message = String.valueOf(failure.getMessage());
        String kept = message.substring(0, Math.min(MAX_MESSAGE, message.length()));
        failures.put(layer, new Failure(kept, clock.instant()));
    }
}
