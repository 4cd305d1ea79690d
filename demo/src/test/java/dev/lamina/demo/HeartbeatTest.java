package dev.lamina.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A line is shown only after two seconds without one.
final class HeartbeatTest {

    private final List<String> shown = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private final Heartbeat heartbeat = new Heartbeat(() -> now, shown::add);

    @Test
    void nothingIsShownWhileThereIsNoSilence() {
        now = now.plusMillis(1999);

        heartbeat.beat(() -> "early");

        assertThat(shown).isEmpty();
    }

    @Test
    void aSilenceIsBroken() {
        now = now.plusSeconds(2);

        heartbeat.beat(() -> "first");
        heartbeat.beat(() -> "second");

        assertThat(shown).containsExactly("first");
    }

    @Test
    void whatIsSaidAtOnceEndsASilence() {
        now = now.plusSeconds(5);

        heartbeat.say("said");
        heartbeat.beat(() -> "beat");

        assertThat(shown).containsExactly("said");
    }

    @Test
    void workThatFailsEndsTheCount() {
        assertThatThrownBy(
                        () ->
                                heartbeat.during(
                                        () -> {
                                            throw new IOException("failed");
                                        }))
                .hasMessage("failed");
        assertThat(shown).isEmpty();
    }
}
