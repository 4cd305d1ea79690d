package dev.lamina.cli.progress;

import dev.lamina.cli.format.Sizes;

import java.time.Instant;
import java.util.OptionalLong;

/// The one honest total: what travelled of how much, how fast, and how long it will still take.
final class Totals {

    private static final int DIGITS = 3;

    private Totals() {}

    static String line(Direction direction, Transfer transfer, Instant now) {
        long bytes = transfer.bytes();
        long total = transfer.total();
        var text = new StringBuilder(direction.total());
        text.append(' ').append(Sizes.of(bytes, DIGITS));
        text.append(" of ").append(Sizes.of(total, DIGITS));
        long rate = transfer.rate().perSecond(now, bytes);
        if (rate > 0 && bytes < total) {
            text.append(", ").append(Sizes.of(rate, DIGITS)).append("/s");
            OptionalLong left = transfer.rate().secondsLeft(now, bytes, total);
            left.ifPresent(seconds -> text.append(", ").append(clock(seconds)).append(" left"));
        }
        return text.toString();
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
