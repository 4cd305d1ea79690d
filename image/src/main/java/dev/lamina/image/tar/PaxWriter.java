package dev.lamina.image.tar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lamina.image.Bytes;

import java.io.ByteArrayOutputStream;
import java.time.Instant;

/// Collects the records of one pax header.
final class PaxWriter {

    private static final int NANO_DIGITS = 9;

    private final ByteArrayOutputStream records = new ByteArrayOutputStream();

    void add(String keyword, Bytes value) {
        int rest = 1 + keyword.length() + 1 + value.length() + 1;
        int length = rest + digits(rest);
        if (length != rest + digits(length)) {
            length++;
        }
        records.writeBytes((length + " " + keyword + "=").getBytes(ISO_8859_1));
        records.writeBytes(value.toArray());
        records.write('\n');
    }

    void add(String keyword, long value) {
        add(keyword, Bytes.utf8(Long.toString(value)));
    }

    /// Adds a time in seconds, with as many decimals as it needs.
    void add(String keyword, Instant time) {
        long seconds = time.getEpochSecond();
        int nanos = time.getNano();
        boolean negative = seconds < 0;
        if (negative && nanos > 0) {
            seconds++;
            nanos = 1_000_000_000 - nanos;
        }
        var text = new StringBuilder(negative ? "-" : "").append(Math.abs(seconds));
        if (nanos > 0) {
            String decimals = Integer.toString(nanos);
            text.append('.').repeat('0', NANO_DIGITS - decimals.length()).append(decimals);
            while (text.charAt(text.length() - 1) == '0') {
                text.setLength(text.length() - 1);
            }
        }
        add(keyword, Bytes.of(text.toString().getBytes(US_ASCII)));
    }

    boolean isEmpty() {
        return records.size() == 0;
    }

    byte[] toBytes() {
        return records.toByteArray();
    }

    private static int digits(int number) {
        return Integer.toString(number).length();
    }
}
