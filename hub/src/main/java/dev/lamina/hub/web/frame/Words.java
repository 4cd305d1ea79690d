package dev.lamina.hub.web.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.image.Digest;

import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// How pages write numbers, sizes, times and addresses.
public final class Words {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Words() {}

    /// A size in decimal units, as Docker writes them.
    public static String size(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        String form = unit == 0 || value >= 100 ? "%.0f %s" : "%.1f %s";
        return String.format(Locale.ROOT, form, value, UNITS[unit]);
    }

    /// A count, short: 12, 3.4K, 5M.
    public static String count(long count) {
        if (count < 1_000) {
            return Long.toString(count);
        }
        return count < 1_000_000 ? count(count, 1_000, "K") : count(count, 1_000_000, "M");
    }

    private static String count(long count, long unit, String name) {
        double value = (double) count / unit;
        return String.format(Locale.ROOT, value < 10 ? "%.1f%s" : "%.0f%s", value, name);
    }

    /// A count with all its digits.
    public static String exact(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /// The first digits of a digest, as Docker shows them.
    public static String shortened(Digest digest) {
        return digest.hex().substring(0, 12);
    }

    public static String date(Instant time) {
        return DATE.format(time) + " UTC";
    }

    /// How long ago something was.
    public static String ago(Instant time, Instant now) {
        Duration since = Duration.between(time, now);
        if (since.toMinutes() < 1) {
            return "just now";
        }
        if (since.toHours() < 1) {
            return ago(since.toMinutes(), "minute");
        }
        if (since.toDays() < 1) {
            return ago(since.toHours(), "hour");
        }
        return since.toDays() < 60
                ? ago(since.toDays(), "day")
                : since.toDays() < 730
                        ? ago(since.toDays() / 30, "month")
                        : ago(since.toDays() / 365, "year");
    }

    private static String ago(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s") + " ago";
    }

    /// A count with a noun that takes an s.
    public static String counted(long count, String noun) {
        return counted(count, noun, "", "s");
    }

    /// A count with a noun that ends in one way or the other.
    public static String counted(long count, String stem, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s%s", count, stem, count == 1 ? one : many);
    }

    /// A name or path out of an image, in one line: of characters that nobody sees, or that turn those
    /// beside them around, the code (Unicode Technical Report 36, "Bidirectional Text Spoofing").
    public static String visible(String text) {
        var visible = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        character -> {
                            if (isVisible(character)) {
                                visible.appendCodePoint(character);
                            } else {
                                visible.append(String.format(Locale.ROOT, "\\u%04x", character));
                            }
                        });
        return visible.toString();
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            case Character.SPACE_SEPARATOR -> character == ' ';
            default -> true;
        };
    }

    /// The beginning of a text that may be too long for a line.
    public static String beginning(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        boolean isInPair = Character.isLowSurrogate(text.charAt(maxLength));
        return text.substring(0, isInPair ? maxLength - 1 : maxLength) + "…";
    }

    /// Text as a part of a query or a path.
    public static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
