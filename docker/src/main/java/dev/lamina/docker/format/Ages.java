package dev.lamina.docker.format;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Ages for people (Docker's go-units, HumanDuration).
public final class Ages {

    private static final String UNKNOWN = "N/A";

    private Ages() {}

    /// Returns how long ago a time was: `3 weeks ago`; `N/A` for no time or Go's zero time.
    public static String ago(Optional<Instant> time, Instant now) {
        return time.isPresent() && time.get().getEpochSecond() > 0
                ? of(Duration.between(time.get(), now)) + " ago"
                : UNKNOWN;
    }

    /// Returns a duration in words: `About an hour`.
    public static String of(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        long minutes = seconds / 60;
        if (seconds < 1) {
            return "Less than a second";
        }
        if (minutes < 1) {
            return seconds == 1 ? "1 second" : seconds + " seconds";
        }
        if (minutes < 60) {
            return minutes == 1 ? "About a minute" : minutes + " minutes";
        }
        return ofHours((seconds + 1800) / 3600, seconds / 3600);
    }

    private static String ofHours(long rounded, long whole) {
        if (rounded == 1) {
            return "About an hour";
        }
        if (rounded < 48) {
            return rounded + " hours";
        }
        long days = rounded / 24;
        if (rounded < 24 * 7 * 2) {
            return days + " days";
        }
        if (rounded < 24 * 30 * 2) {
            return days / 7 + " weeks";
        }
        if (rounded < 24 * 365 * 2) {
            return days / 30 + " months";
        }
        return whole / 24 / 365 + " years";
    }
}
