package dev.lamina.image.tar;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;

import java.time.Instant;

/// Numbers in pax records: decimal digits, and times with a sign and a fraction. Zeros before a number
/// mean nothing, nor does a plus sign, which Go's archive/tar takes.
final class PaxNumber {

    /// No number that counts something in a tar has more digits.
    private static final int MAX_DIGITS = 18;

    private static final int NANO_DIGITS = 9;

    private PaxNumber() {}

    /// Reads a number that is not negative.
    static long parseCount(Bytes value, HeaderBlock where, String keyword)
            throws ImageFormatException {
        int start = has(value, 0, '+') ? 1 : 0;
        int end = start + digits(value, start);
        int first = firstDigit(value, start, end);
        if (end != value.length() || end == start || end - first > MAX_DIGITS) {
            throw where.fault("pax " + keyword + ": expected a number, got '" + value + "'");
        }
        return number(value, first, end);
    }

    /// Reads seconds since the epoch; what is finer than a nanosecond is cut off, towards the
    /// past.
    static Instant parseTime(Bytes value, HeaderBlock where, String keyword)
            throws ImageFormatException {
        boolean negative = has(value, 0, '-');
        int start = negative || has(value, 0, '+') ? 1 : 0;
        int point = start + digits(value, start);
        int first = firstDigit(value, start, point);
        boolean fraction = has(value, point, '.');
        int end = fraction ? point + 1 + digits(value, point + 1) : point;
        if (end != value.length() || point == start || point - first > MAX_DIGITS) {
            throw where.fault("pax " + keyword + ": expected a time, got '" + value + "'");
        }
        long seconds = number(value, first, point);
        long nanos = fraction ? nanos(value, point + 1) : 0;
        return negative
                ? time(-seconds, -nanos, where, keyword)
                : time(seconds, nanos, where, keyword);
    }

    /// Returns a time, if `Instant` can hold it: it reaches a thousand million years.
    static Instant time(long seconds, long nanos, HeaderBlock where, String what)
            throws ImageFormatException {
        if (seconds <= Instant.MIN.getEpochSecond() || seconds >= Instant.MAX.getEpochSecond()) {
            throw where.fault(
                    what
                            + ": expected a time within a thousand million years, got "
                            + seconds
                            + " s");
        }
        return Instant.ofEpochSecond(seconds, nanos);
    }

    private static boolean has(Bytes value, int at, char c) {
        return at < value.length() && value.at(at) == c;
    }

    /// Returns where the first digit is that is not 0.
    private static int firstDigit(Bytes value, int start, int end) {
        int at = start;
        while (at < end && value.at(at) == '0') {
            at++;
        }
        return at;
    }

    private static int digits(Bytes value, int start) {
        int at = start;
        while (at < value.length() && value.at(at) >= '0' && value.at(at) <= '9') {
            at++;
        }
        return at - start;
    }

    private static long number(Bytes value, int start, int end) {
        long number = 0;
        for (int i = start; i < end; i++) {
            number = number * 10 + (value.at(i) - '0');
        }
        return number;
    }

    private static long nanos(Bytes value, int start) {
        long nanos = 0;
        for (int i = 0; i < NANO_DIGITS; i++) {
            int digit = start + i < value.length() ? value.at(start + i) - '0' : 0;
            nanos = nanos * 10 + digit;
        }
        return nanos;
    }
}
