package dev.lamina.cli.progress;

import java.time.Duration;
import java.time.Instant;

/// How long nothing has moved where something should.
final class Stall {

    /// Shorter pauses are usual.
    static final Duration LIMIT = Duration.ofSeconds(5);

    private Instant moved;
    private boolean told;

    Stall(Instant now) {
        this.moved = now;
    }

    /// Takes in that something moved.
    void end(Instant now) {
        moved = now;
        told = false;
    }

    /// Tells whether nothing has moved for too long.
    boolean lasts(Instant now) {
        return Duration.between(moved, now).compareTo(LIMIT) >= 0;
    }

    /// For how many whole seconds nothing has moved.
    long seconds(Instant now) {
        return Duration.between(moved, now).toSeconds();
    }

    /// Tells whether it lasts, the first time that it is asked then.
    boolean isNews(Instant now) {
        boolean news = lasts(now) && !told;
        told |= news;
        return news;
    }
}
