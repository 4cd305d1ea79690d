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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A pull at a terminal: one line a layer, one total, each drawn again in its place.
final class BarsTest {

    private static final int MEGA = 1_000_000;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private TerminalSize size = new TerminalSize(80, 24);

    private Bars bars() {
        return new Bars(
                Direction.PULL, new PrintStream(written, true, UTF_8), () -> now, () -> size);
    }

    private static List<Descriptor> layers(int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        i ->
                                Descriptor.of(
                                        MediaType.OCI_LAYER_GZIP,
                                        Digest.of(Bytes.utf8("layer " + i)),
                                        100L * MEGA))
                .toList();
    }

    /// Half of each layer travels in four seconds.
    private Bars halfWay(List<Descriptor> layers) {
        Bars bars = bars();
        layers.forEach(layer -> bars.on(new TransferEvent.LayerQueued(layer)));
        for (int step = 1; step <= 4; step++) {
            now = now.plus(Duration.ofSeconds(1));
            long bytes = step * 100L * MEGA / 8;
            layers.forEach(layer -> bars.on(new TransferEvent.LayerProgress(layer, bytes, 0)));
        }
        now = now.plus(Duration.ofSeconds(1));
        bars.on(new TransferEvent.LayerProgress(layers.getFirst(), 50L * MEGA, 0));
        return bars;
    }

    private List<String> screen() {
        return Screen.after(List.of(), written.toString(UTF_8), size.columns());
    }

    @Test
    void eachLayerHasOneBarAndAllHaveOneTotal() {
        List<Descriptor> layers = layers(3);

        halfWay(layers);

        List<String> screen = screen();
        assertThat(screen).hasSize(4);
        for (int i = 0; i < 3; i++) {
            assertThat(screen.get(i))
                    .startsWith(layers.get(i).digest().shortHex() + ": Downloading [====")
                    .endsWith(" 50MB/100MB");
        }
        assertThat(screen.getLast()).isEqualTo("Downloaded 150MB of 300MB, 30MB/s, 5s left");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 40, 60, 80, 200})
    void noLineIsWiderThanTheTerminal(int columns) {
        size = new TerminalSize(columns, 24);

        halfWay(layers(3));

        List<String> screen = screen();
        assertThat(screen).hasSize(4).allMatch(line -> line.length() < columns);
        if (columns >= 20) {
            assertThat(screen.getLast()).contains("150MB").contains("300MB");
        }
        if (columns >= 40) {
            assertThat(screen.getLast()).endsWith("150MB of 300MB, 30MB/s, 5s left");
            assertThat(screen.getFirst()).endsWith("50MB/100MB");
        }
    }

    @Test
    void moreLayersThanRowsShowThoseThatMove() {
        size = new TerminalSize(80, 6);

        halfWay(layers(20));

        assertThat(screen()).hasSize(5);
        assertThat(screen().getLast()).startsWith("Downloaded 1GB of 2GB");
    }

    @Test
    void aTerminalThatBecomesNarrowerIsDrawnInPlace() {
        Bars bars = halfWay(layers(2));
        List<String> wide = screen();
        written.reset();
        size = new TerminalSize(40, 24);
        now = now.plus(Duration.ofSeconds(2));

        bars.on(new TransferEvent.LayerProgress(layers(2).getFirst(), 60L * MEGA, 0));

        assertThat(Screen.after(wide, written.toString(UTF_8), 40))
                .hasSize(3)
                .allMatch(line -> line.length() < 40);
    }

    @Test
    void theEndShowsWhatBecameOfEachLayer() {
        List<Descriptor> layers = layers(2);
        Bars bars = halfWay(layers);
        layers.forEach(layer -> bars.on(new TransferEvent.LayerVerified(layer)));
        layers.forEach(layer -> bars.on(new TransferEvent.LayerCommitted(layer)));

        bars.close();

        assertThat(screen())
                .containsExactly(
                        layers.get(0).digest().shortHex() + ": Pull complete",
                        layers.get(1).digest().shortHex() + ": Pull complete",
                        "Downloaded 200MB of 200MB");
    }

    @Test
    void theCursorIsNeverHiddenAndNothingIsColoured() {
        halfWay(layers(3)).close();

        assertThat(written.toString(UTF_8)).doesNotContain("\u001b[?25").doesNotContain("m\u001b[");
        assertThat(written.toString(UTF_8)).doesNotContainPattern("\u001b\\[[0-9;]*m");
    }

    @Test
    void whatAnEarlierAttemptReceivedIsThereAndDoesNotCountForTheRate() {
        List<Descriptor> layers = layers(1);
        Bars bars = bars();
        bars.on(new TransferEvent.LayerQueued(layers.getFirst()));
        for (int step = 1; step <= 4; step++) {
            now = now.plus(Duration.ofMillis(250));
            bars.on(new TransferEvent.LayerResumed(layers.getFirst(), step * 20L * MEGA));
        }
        assertThat(screen().getLast()).isEqualTo("Downloaded 80MB of 100MB");

        for (int step = 1; step <= 4; step++) {
            now = now.plus(Duration.ofSeconds(1));
            long bytes = (80L + step) * MEGA;
            bars.on(new TransferEvent.LayerProgress(layers.getFirst(), bytes, 0));
        }

        assertThat(screen().getFirst()).endsWith("84MB/100MB");
        // 4 MB in 5 seconds.
        assertThat(screen().getLast()).isEqualTo("Downloaded 84MB of 100MB, 800kB/s, 20s left");
    }

    @Test
    void aTransferThatStartsOverMovesItsBytesTwice() {
        List<Descriptor> layers = layers(1);
        Bars bars = bars();
        for (long bytes : new long[] {0, 40, 0, 10}) {
            now = now.plus(Duration.ofSeconds(1));
            bars.on(new TransferEvent.LayerProgress(layers.getFirst(), bytes * MEGA, 0));
        }

        // 50 MB in 4 seconds.
        assertThat(screen().getLast()).isEqualTo("Downloaded 10MB of 100MB, 12.5MB/s, 8s left");
    }

    @Test
    void whatDoesNotMoveIsSaidToStallAsTimePasses() {
        List<Descriptor> layers = layers(2);
        Bars bars = halfWay(layers);
        for (int second = 1; second <= 7; second++) {
            now = now.plus(Duration.ofSeconds(1));
            bars.on(
                    new TransferEvent.LayerProgress(
                            layers.getFirst(), (50L + second) * MEGA, 100L * MEGA));
            bars.tick();
        }
        assertThat(screen().get(0)).contains(": Downloading [").endsWith(" 57MB/100MB");
        assertThat(screen().get(1)).contains(": Stalled for 8s [").endsWith(" 50MB/100MB");
        assertThat(screen().getLast()).contains("/s, ").doesNotContain("stalled");

        for (int second = 1; second <= 70; second++) {
            now = now.plus(Duration.ofSeconds(1));
            bars.tick();
        }
        assertThat(screen().get(0)).contains(": Stalled for 1m10s [");
        assertThat(screen().getLast()).isEqualTo("Downloaded 107MB of 200MB, stalled");

        now = now.plus(Duration.ofSeconds(1));
        bars.on(new TransferEvent.LayerProgress(layers.getFirst(), 60L * MEGA, 0));
        assertThat(screen().get(0)).contains(": Downloading [");
    }

    @Test
    void aRetryCountsTheSecondsDownAndSaysWhy() {
        Descriptor layer = layers(1).getFirst();
        Bars bars = bars();
        bars.on(new TransferEvent.LayerProgress(layer, 10L * MEGA, 0));
        bars.on(
                new TransferEvent.LayerRetrying(
                        layer, 3, Duration.ofMillis(1500), "a.test: status 503"));
        String line = layer.digest().shortHex() + ": ";
        assertThat(screen().getFirst())
                .isEqualTo(line + "Retrying in 2 seconds: a.test: status 503");

        now = now.plus(Duration.ofSeconds(1));
        bars.tick();
        assertThat(screen().getFirst())
                .isEqualTo(line + "Retrying in 1 second: a.test: status 503");

        now = now.plus(Duration.ofSeconds(1));
        bars.tick();
        assertThat(screen().getFirst()).isEqualTo(line + "Retrying: a.test: status 503");
    }

    @Test
    void theRateAfterABreakIsThatOfWhatComesThen() {
        Descriptor layer = layers(1).getFirst();
        Bars bars = bars();
        bars.on(new TransferEvent.LayerProgress(layer, 10L * MEGA, 0));
        now = now.plus(Duration.ofSeconds(30));
        bars.tick();
        bars.on(new TransferEvent.LayerProgress(layer, 10L * MEGA, 0));
        bars.on(new TransferEvent.LayerRetrying(layer, 2, Duration.ofSeconds(4), "broken"));
        now = now.plus(Duration.ofSeconds(4));
        bars.tick();
        for (int step = 1; step <= 3; step++) {
            bars.on(new TransferEvent.LayerProgress(layer, (10L + step * 10) * MEGA, 0));
            now = now.plus(Duration.ofSeconds(1));
        }
        bars.tick();

        // 30 MB in 3 seconds.
        assertThat(screen().getLast()).isEqualTo("Downloaded 40MB of 100MB, 10MB/s, 6s left");
    }

    @Test
    void aRetryOfNoLayerIsALineThatStays() {
        Bars bars = bars();
        bars.on(
                new TransferEvent.Retrying(
                        Reference.parse("a.test/app:1"), 2, Duration.ofSeconds(7), "a\u001b[2Jb"));
        bars.on(new TransferEvent.LayerProgress(layers(1).getFirst(), MEGA, 0));

        assertThat(screen().getFirst()).isEqualTo("Retrying in 7 seconds: a\\x1b[2Jb");
    }

    /// A terminal that knows what is drawn with: lines, carriage returns, cursor up, erase below.
    private static final class Screen {

        private Screen() {}

        static List<String> after(List<String> before, String output, int columns) {
            var rows = new ArrayList<StringBuilder>();
            before.forEach(
                    line ->
                            wrapped(line, columns)
                                    .forEach(piece -> rows.add(new StringBuilder(piece))));
            int row = rows.size();
            rows.add(new StringBuilder());
            int column = 0;
            for (int i = 0; i < output.length(); i++) {
                char c = output.charAt(i);
                if (c == '\n') {
                    row++;
                    column = 0;
                } else if (c == '\r') {
                    column = 0;
                } else if (c == '\u001b') {
                    int end = i + 2;
                    while (!Character.isLetter(output.charAt(end))) {
                        end++;
                    }
                    if (output.charAt(end) == 'A') {
                        row -= Integer.parseInt(output.substring(i + 2, end));
                        assertThat(row).isNotNegative();
                    } else {
                        assertThat(output.substring(i, end + 1)).isEqualTo("\u001b[J");
                        rows.subList(row + 1, rows.size()).clear();
                        rows.get(row).setLength(column);
                    }
                    i = end;
                } else {
                    rows.get(row).setLength(column++);
                    rows.get(row).append(c);
                }
                while (rows.size() <= row) {
                    rows.add(new StringBuilder());
                }
            }
            List<String> lines =
                    rows.stream()
                            .flatMap(line -> wrapped(line.toString(), columns).stream())
                            .toList();
            return lines.subList(0, lines.size() - 1);
        }

        private static List<String> wrapped(String line, int columns) {
            var pieces = new ArrayList<String>();
            for (int from = 0; from == 0 || from < line.length(); from += columns) {
                pieces.add(line.substring(from, Math.min(line.length(), from + columns)));
            }
            return pieces;
        }
    }
}
