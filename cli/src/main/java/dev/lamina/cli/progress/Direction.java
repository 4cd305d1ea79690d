package dev.lamina.cli.progress;

import java.time.Instant;

/// Docker's words for what is done with a layer, by direction.
public enum Direction {
    PULL(
            "Pulling fs layer",
            "Waiting",
            "Downloading",
            "Download complete",
            "Already exists",
            "Mounted from",
            "Pull complete",
            "Downloaded"),
    PUSH(
            "Preparing",
            "Waiting",
            "Pushing",
            "Pushing",
            "Layer already exists",
            "Mounted from",
            "Pushed",
            "Pushed");

    private final String queued;
    private final String waiting;
    private final String moving;
    private final String verified;
    private final String exists;
    private final String mounted;
    private final String done;
    private final String total;

    Direction(
            String queued,
            String waiting,
            String moving,
            String verified,
            String exists,
            String mounted,
            String done,
            String total) {
        this.queued = queued;
        this.waiting = waiting;
        this.moving = moving;
        this.verified = verified;
        this.exists = exists;
        this.mounted = mounted;
        this.done = done;
        this.total = total;
    }

    String words(Transfer.LayerState state, Instant now) {
        return switch (state.step()) {
            case QUEUED -> queued;
            case WAITING -> waiting;
            case MOVING ->
                    state.isStalled(now)
                            ? "Stalled for " + Totals.clock(state.stalledSeconds(now))
                            : moving;
            case RETRYING -> retrying(state.secondsToRetry(now), state.note());
            case VERIFIED -> verified;
            case EXISTS -> exists;
            case MOUNTED -> mounted + " " + state.note();
            case SKIPPED -> "Skipped foreign layer";
            case DONE -> done;
        };
    }

    /// Returns the line about something that is tried again: Docker's words, and the reason.
    static String retrying(long seconds, String reason) {
        String time = seconds == 1 ? "1 second" : seconds + " seconds";
        return (seconds > 0 ? "Retrying in " + time : "Retrying") + ": " + reason;
    }

    /// Returns the first words of the line of the total.
    String total() {
        return total;
    }
}
