package dev.lamina.cli.progress;

import java.time.Duration;
import java.time.Instant;

/// A pause in which nothing moves where something should.
final class Stall {

    /// Shorter pauses are usual.
    static final Duration LIMIT = Duration.ofSeconds(5);

    /// A pause that lasts is told again after so long, and then each time that so much more has passed.
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private static final Duration INTERVAL = Duration.ofSeconds(60);

    private Instant moved;
    private Duration next = LIMIT;

    Stall(Instant now) {
        this.moved = now;
    }

    /// Takes in that something moved.
    void end(Instant now) {
        moved = now;
        next = LIMIT;
    }

    /// Tells whether nothing has moved for too long.
    boolean lasts(Instant now) {
        return Duration.between(moved, now).compareTo(LIMIT) >= 0;
    }

    /// For how many whole seconds nothing has moved.
    long seconds(Instant now) {
        return Duration.between(moved, now).toSeconds();
    }

    /// Tells whether it is to be told now: after 5 seconds, after 30, and after each minute. Whoever is
    /// told once is not told again before the next of these times.
    boolean isNews(Instant now) {
        Duration lasts = Duration.between(moved, now);
        if (lasts.compareTo(next) < 0) {
            return false;
        }
        next =
                lasts.compareTo(AGAIN) < 0
                        ? AGAIN
                        : INTERVAL.multipliedBy(lasts.dividedBy(INTERVAL) + 1);
        return true;
    }

    /// Tells whether it has been told.
    boolean isTold() {
        return next.compareTo(LIMIT) > 0;
    }
}
