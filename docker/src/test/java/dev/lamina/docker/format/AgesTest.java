package dev.lamina.docker.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Docker's go-units, HumanDuration, at each of its limits.
final class AgesTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void eachUnitBeginsWhereDockersDoes() {
        assertThat(ago(0)).isEqualTo("Less than a second ago");
        assertThat(ago(1)).isEqualTo("1 second ago");
        assertThat(ago(59)).isEqualTo("59 seconds ago");
        assertThat(ago(60)).isEqualTo("About a minute ago");
        assertThat(ago(120)).isEqualTo("2 minutes ago");
        assertThat(ago(3599)).isEqualTo("59 minutes ago");
        assertThat(ago(3600)).isEqualTo("About an hour ago");
        assertThat(ago(5399)).isEqualTo("About an hour ago");
        assertThat(ago(5400)).isEqualTo("2 hours ago");
        assertThat(ago(3600 * 47)).isEqualTo("47 hours ago");
        assertThat(ago(3600 * 48)).isEqualTo("2 days ago");
        assertThat(ago(86400 * 13)).isEqualTo("13 days ago");
        assertThat(ago(86400 * 20)).isEqualTo("2 weeks ago");
        assertThat(ago(86400 * 100)).isEqualTo("3 months ago");
        assertThat(ago(86400 * 800)).isEqualTo("2 years ago");
    }

    @Test
    void noTimeAndGosZeroTimeAreNotAvailable() {
        assertThat(Ages.ago(Optional.empty(), NOW)).isEqualTo("N/A");
        assertThat(Ages.ago(Optional.of(Instant.parse("0001-01-01T00:00:00Z")), NOW))
                .isEqualTo("N/A");
        assertThat(Ages.ago(Optional.of(Instant.EPOCH), NOW)).isEqualTo("N/A");
    }

    @Test
    void aTimeToComeIsNow() {
        assertThat(ago(-100)).isEqualTo("Less than a second ago");
    }

    private static String ago(long seconds) {
        return Ages.ago(Optional.of(NOW.minus(Duration.ofSeconds(seconds))), NOW);
    }
}
