package dev.lamina.cli.progress;

import dev.lamina.docker.format.Sizes;

import java.time.Instant;
import java.util.OptionalLong;

/// The one honest total: what travelled of how much, how fast, and how long it will still take.
final class Totals {

    private static final int DIGITS = 3;

    private Totals() {}

    /// The whole line.
    static String line(Direction direction, Transfer transfer, Instant now) {
        return line(direction, transfer, now, Integer.MAX_VALUE);
    }

    /// The longest form that fits: words go first, then the rate, then the time left.
    static String line(Direction direction, Transfer transfer, Instant now, int width) {
        long bytes = transfer.bytes();
        long total = transfer.total();
        String moved = Sizes.of(bytes, DIGITS);
        String all = Sizes.of(total, DIGITS);
        long rate = bytes < total ? transfer.rate().perSecond(now, transfer.moved()) : 0;
        boolean stalled = bytes < total && transfer.isStalled(now);
        String speed = stalled ? ", stalled" : rate > 0 ? ", " + Sizes.of(rate, DIGITS) + "/s" : "";
        String time =
                rate > 0 && !stalled
                        ? left(transfer.rate().secondsLeft(now, transfer.moved(), total - bytes))
                        : "";
        String words = direction.total() + " " + moved + " of " + all;
        return Fit.first(
                width,
                words + speed + time,
                moved + " of " + all + speed + time,
                moved + "/" + all + time,
                moved + "/" + all);
    }

    private static String left(OptionalLong seconds) {
        return seconds.isPresent() ? ", " + clock(seconds.getAsLong()) + " left" : "";
    }

    /// `7s`, `3m20s`, `1h05m`
    static String clock(long seconds) {
        if (seconds < 60) {
            return seconds + "s";
        }
        long minutes = seconds / 60;
        return minutes < 60
                ? minutes + "m" + pad(seconds % 60) + "s"
                : minutes / 60 + "h" + pad(minutes % 60) + "m";
    }

    private static String pad(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }
}
