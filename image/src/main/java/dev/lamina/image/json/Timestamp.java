package dev.lamina.image.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// Times as image documents write them: RFC 3339. Of a second's fraction nine digits count.
///
/// The formatters of java.time cost tens of milliseconds at the first use, which a command line
/// would notice; hence this one.
public final class Timestamp {

    private static final int SECONDS_END = 19;
    private static final int NANO_DIGITS = 9;

    /// The first and the last second in UTC whose year has four digits.
    private static final long FIRST = -62_167_219_200L;

    private static final long LAST = 253_402_300_799L;

    private Timestamp() {}

    /// Reads a time with `Z` or an offset.
    ///
    /// @throws IllegalArgumentException if the text has another form, or a year that has not four
    ///     digits in UTC, which could not be written again
    public static Instant parse(String text) {
        try {
            return new Reading(text).instant();
        } catch (DateTimeException | IndexOutOfBoundsException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    "expected a time as 2006-01-02T15:04:05Z, got '" + text + "'", e);
        }
    }

    /// Writes a time in UTC, as Go's RFC3339Nano: the fraction without trailing zeros.
    public static String format(Instant time) {
        LocalDateTime local =
                LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC);
        var text = new StringBuilder(30);
        digits(text, local.getYear(), 4).append('-');
        digits(text, local.getMonthValue(), 2).append('-');
        digits(text, local.getDayOfMonth(), 2).append('T');
        digits(text, local.getHour(), 2).append(':');
        digits(text, local.getMinute(), 2).append(':');
        digits(text, local.getSecond(), 2);
        if (local.getNano() != 0) {
            digits(text.append('.'), local.getNano(), 9);
            while (text.charAt(text.length() - 1) == '0') {
                text.setLength(text.length() - 1);
            }
        }
        return text.append('Z').toString();
    }

    private static StringBuilder digits(StringBuilder text, int number, int width) {
        String digits = Integer.toString(number);
        return text.repeat('0', Math.max(0, width - digits.length())).append(digits);
    }

    private record Reading(String text) {

        Instant instant() {
            expect(4, '-');
            expect(7, '-');
            expect(10, 'T');
            expect(13, ':');
            expect(16, ':');
            int end = fractionEnd();
            LocalDate date = LocalDate.of(number(0, 4), number(5, 7), number(8, 10));
            long second =
                    date.toEpochDay() * 86_400
                            + number(11, 13, 23) * 3600L
                            + number(14, 16, 59) * 60L
                            + number(17, SECONDS_END, 59);
            return Instant.ofEpochSecond(inRange(second - offset(end)), nanos(end));
        }

        private static long inRange(long second) {
            if (second < FIRST || second > LAST) {
                throw new DateTimeException("year");
            }
            return second;
        }

        private int fractionEnd() {
            if (text.charAt(SECONDS_END) != '.') {
                return SECONDS_END;
            }
            int end = SECONDS_END + 1;
            while (text.charAt(end) >= '0' && text.charAt(end) <= '9') {
                end++;
            }
            if (end == SECONDS_END + 1) {
                throw new DateTimeException("fraction");
            }
            return end;
        }

        private int nanos(int end) {
            if (end == SECONDS_END) {
                return 0;
            }
            int counting = Math.min(end, SECONDS_END + 1 + NANO_DIGITS);
            int nanos = number(SECONDS_END + 1, counting);
            for (int digit = counting - SECONDS_END - 1; digit < NANO_DIGITS; digit++) {
                nanos *= 10;
            }
            return nanos;
        }

        /// The seconds that the local time is ahead of UTC.
        private int offset(int start) {
            char sign = text.charAt(start);
            if (sign == 'Z' || sign == 'z') {
                expectLength(start + 1);
                return 0;
            }
            if (sign != '+' && sign != '-') {
                throw new DateTimeException("offset");
            }
            expect(start + 3, ':');
            expectLength(start + 6);
            int seconds =
                    number(start + 1, start + 3, 23) * 3600 + number(start + 4, start + 6, 59) * 60;
            return sign == '-' ? -seconds : seconds;
        }

        private int number(int from, int to) {
            return number(from, to, Integer.MAX_VALUE);
        }

        private int number(int from, int to, int most) {
            int number = 0;
            for (int i = from; i < to; i++) {
                int digit = text.charAt(i) - '0';
                if (digit < 0 || digit > 9) {
                    throw new DateTimeException("digit");
                }
                number = number * 10 + digit;
            }
            if (number > most) {
                throw new DateTimeException("range");
            }
            return number;
        }

        private void expect(int position, char expected) {
            char got = text.charAt(position);
            if (got != expected && !(expected == 'T' && got == 't')) {
                throw new DateTimeException("separator");
            }
        }

        private void expectLength(int length) {
            if (text.length() != length) {
                throw new DateTimeException("length");
            }
        }
    }
}
