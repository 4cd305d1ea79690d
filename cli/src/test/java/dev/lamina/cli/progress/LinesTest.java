package dev.lamina.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.engine.value.image.TransferEvent;
import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.MediaType;
import dev.lamina.image.Reference;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Lines for pipes and programs about transfers that wait, stall and resume.
final class LinesTest {

    private static final Descriptor LAYER =
            Descriptor.of(MediaType.OCI_LAYER_GZIP, Digest.of(Bytes.utf8("layer")), 1000);
    private static final String ID = LAYER.digest().shortHex();

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, UTF_8);
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    private List<String> lines() {
        return written.toString(UTF_8).lines().toList();
    }

    private void pass(Progress progress, int seconds) {
        for (int i = 0; i < seconds; i++) {
            now = now.plus(Duration.ofSeconds(1));
            progress.tick();
        }
    }

    private static void stallTwice(LinesTest test, Progress progress) {
        progress.on(new TransferEvent.LayerProgress(LAYER, 10, 1000));
        test.pass(progress, 20);
        progress.on(new TransferEvent.LayerProgress(LAYER, 20, 1000));
        test.pass(progress, 20);
        progress.on(new TransferEvent.LayerVerified(LAYER));
        test.pass(progress, 20);
    }

    @Test
    void aStallIsSaidEachTimeAndAlsoThatItGoesOn() {
        stallTwice(this, new Lines(Direction.PULL, out, () -> now));

        assertThat(lines())
                .containsExactly(
                        ID + ": Stalled for 5s",
                        ID + ": Downloading",
                        "Downloaded 20B of 1kB",
                        ID + ": Stalled for 5s",
                        ID + ": Download complete");
    }

    @Test
    void aStallThatLastsIsSaidAgainButNotEachSecond() {
        var lines = new Lines(Direction.PUSH, out, () -> now);
        lines.on(new TransferEvent.LayerProgress(LAYER, 10, 1000));
        pass(lines, 200);
        lines.on(new TransferEvent.LayerProgress(LAYER, 10, 1000));
        lines.on(new TransferEvent.LayerProgress(LAYER, 11, 1000));
        lines.on(new TransferEvent.LayerProgress(LAYER, 12, 1000));
        pass(lines, 6);

        assertThat(lines())
                .filteredOn(line -> line.startsWith(ID))
                .containsExactly(
                        ID + ": Stalled for 5s",
                        ID + ": Stalled for 30s",
                        ID + ": Stalled for 1m00s",
                        ID + ": Stalled for 2m00s",
                        ID + ": Stalled for 3m00s",
                        ID + ": Pushing",
                        ID + ": Stalled for 5s");
    }

    /// A machine that sleeps, or is busy, asks late.
    @Test
    void aStallThatIsNoticedLateIsSaidOnce() {
        var lines = new Lines(Direction.PULL, out, () -> now);
        lines.on(new TransferEvent.LayerProgress(LAYER, 10, 1000));
        now = now.plusSeconds(150);
        pass(lines, 40);

        assertThat(lines()).containsExactly(ID + ": Stalled for 2m31s", ID + ": Stalled for 3m00s");
    }

    @Test
    void aRetryIsALineWithTheTimeUntilThen() {
        var lines = new Lines(Direction.PUSH, out, () -> now);

        lines.on(new TransferEvent.LayerRetrying(LAYER, 2, Duration.ofMillis(250), "broken"));
        lines.on(new TransferEvent.LayerRetrying(LAYER, 3, Duration.ZERO, "broken"));
        lines.on(
                new TransferEvent.Retrying(
                        Reference.parse("a.test/b:1"), 2, Duration.ofSeconds(2), "status 503"));

        assertThat(lines())
                .containsExactly(
                        ID + ": Retrying in 1 second: broken",
                        ID + ": Retrying: broken",
                        "Retrying in 2 seconds: status 503");
    }

    @Test
    void programsAreToldTheSame() {
        var json = new JsonLines(out, () -> now);

        json.on(new TransferEvent.LayerResumed(LAYER, 5));
        stallTwice(this, json);
        json.on(new TransferEvent.LayerRetrying(LAYER, 2, Duration.ofMillis(250), "broken"));
        json.on(
                new TransferEvent.Retrying(
                        Reference.parse("a.test/b:1"), 2, Duration.ofSeconds(2), "status 503"));

        String layer = "\"layer\":\"" + LAYER.digest() + "\",\"size\":1000,";
        assertThat(lines())
                .extracting(line -> line.replaceFirst("\"time\":\"[^\"]*\",", ""))
                .contains(
                        "{\"event\":\"resumed\"," + layer + "\"bytes\":5}",
                        "{\"event\":\"stalled\"," + layer + "\"bytes\":10,\"seconds\":5}",
                        "{\"event\":\"stalled\"," + layer + "\"bytes\":20,\"seconds\":5}",
                        "{\"event\":\"retrying\","
                                + layer
                                + "\"attempt\":2,\"waitMillis\":250,\"reason\":\"broken\"}",
                        "{\"event\":\"retrying\",\"reference\":\"a.test/b:1\",\"attempt\":2,"
                                + "\"waitMillis\":2000,\"reason\":\"status 503\"}")
                .filteredOn(line -> line.contains("stalled"))
                .hasSize(2);
    }
}
