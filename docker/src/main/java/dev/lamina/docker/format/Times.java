package dev.lamina.docker.format;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;

/// Times in the zone of this machine. Loads the time zone rules: only for lists that show times.
public final class Times {

    private Times() {}

    /// Returns a time as Go's Time.String writes it: `2024-01-02 03:04:05 +0000 UTC`.
    public static String go(Instant time) {
        ZonedDateTime local = local(time);
        return date(local)
                + " "
                + clock(local)
                + " "
                + offset(local.getOffset(), "")
                + " "
                + zoneName(time);
    }

    /// Returns a time in RFC 3339, with seconds: `2024-01-02T03:04:05Z`.
    public static String rfc3339(Instant time) {
        ZonedDateTime local = local(time);
        ZoneOffset offset = local.getOffset();
        return date(local)
                + "T"
                + clock(local)
                + (offset.getTotalSeconds() == 0 ? "Z" : offset(offset, ":"));
    }

    private static ZonedDateTime local(Instant time) {
        return time.atZone(ZoneId.systemDefault());
    }

    private static String zoneName(Instant time) {
        TimeZone zone = TimeZone.getDefault();
        return zone.getDisplayName(
                zone.inDaylightTime(Date.from(time)), TimeZone.SHORT, Locale.ENGLISH);
    }

    private static String date(ZonedDateTime time) {
        return pad(time.getYear(), 4)
                + "-"
                + pad(time.getMonthValue(), 2)
                + "-"
                + pad(time.getDayOfMonth(), 2);
    }

    private static String clock(ZonedDateTime time) {
        return pad(time.getHour(), 2)
                + ":"
                + pad(time.getMinute(), 2)
                + ":"
                + pad(time.getSecond(), 2);
    }

    private static String offset(ZoneOffset offset, String separator) {
        int minutes = Math.abs(offset.getTotalSeconds()) / 60;
        return (offset.getTotalSeconds() < 0 ? "-" : "+")
                + pad(minutes / 60, 2)
                + separator
                + pad(minutes % 60, 2);
    }

    private static String pad(int number, int width) {
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }
}
