package dev.lamina.image.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Random;

/// RFC 3339, judged by java.time.
final class TimestampTest {

    @Test
    void readsWhatJavaTimeReads() {
        for (String text :
                List.of(
                        "2024-02-29T23:59:59Z",
                        "2024-02-29T23:59:59.1Z",
                        "2024-02-29T23:59:59.123456789+05:30",
                        "1969-12-31T23:59:59.999-08:00",
                        "0001-01-01T00:00:00Z",
                        "9999-12-31T23:59:59Z")) {
            assertThat(Timestamp.parse(text))
                    .as(text)
                    .isEqualTo(OffsetDateTime.parse(text).toInstant());
        }
    }

    @Test
    void writesWhatItReads() {
        var random = new Random(7);
        for (int i = 0; i < 1000; i++) {
            long second = random.nextLong(-62_135_596_800L, 253_402_300_799L);
            Instant time = Instant.ofEpochSecond(second, random.nextInt(1_000_000_000));

            assertThat(Timestamp.parse(Timestamp.format(time))).as("seed 7, " + i).isEqualTo(time);
        }
    }

    @Test
    void writesTheFractionWithoutTrailingZeros() {
        assertThat(Timestamp.format(Instant.parse("2024-01-02T03:04:05.120Z")))
                .isEqualTo("2024-01-02T03:04:05.12Z");
        assertThat(Timestamp.format(Instant.parse("2024-01-02T03:04:05Z")))
                .isEqualTo("2024-01-02T03:04:05Z");
    }

    @Test
    void theYearHasFourDigitsInUtcToo() {
        for (String text : List.of("0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01")) {
            assertThatThrownBy(() -> Timestamp.parse(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (String text : List.of("0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z")) {
            assertThat(Timestamp.format(Timestamp.parse(text))).isEqualTo(text);
        }
    }

    @Test
    void refusesOtherForms() {
        for (String text :
                List.of(
                        "",
                        "2024-02-30T00:00:00Z",
                        "2024-02-28T24:00:00Z",
                        "2024-02-28T00:00:60Z",
                        "2024-02-28T00:00:00",
                        "2024-02-28T00:00:00.Z",
                        "2024-02-28 00:00:00Z",
                        "2024-02-28T00:00:00+0100",
                        "2024-02-28T00:00:00Zx",
                        "+024-02-28T00:00:00Z")) {
            assertThatThrownBy(() -> Timestamp.parse(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("expected a time as 2006-01-02T15:04:05Z, got '" + text + "'");
        }
    }
}
