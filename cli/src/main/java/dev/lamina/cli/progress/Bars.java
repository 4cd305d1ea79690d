package dev.lamina.cli.progress;

import dev.lamina.cli.format.Sizes;
import dev.lamina.engine.transfer.TransferEvent;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// For terminals: one line a layer with a bar, and the total below; drawn again in place, ten times
/// a second at most.
final class Bars implements Progress {

    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final String ERASE_LINE = "\u001b[2K";
    private static final int BAR_WIDTH = 50;
    private static final int MIN_BAR_WIDTH = 10;

    /// What stands beside a bar: ID, words, sizes.
    private static final int BESIDE_BAR = 50;

    private final Direction direction;
    private final PrintStream out;
    private final InstantSource clock;
    private final TerminalSize size;
    private final Transfer transfer;
    private Instant lastDrawn = Instant.MIN;
    private int drawnLines;

    Bars(Direction direction, PrintStream out, InstantSource clock, TerminalSize size) {
        this.direction = direction;
        this.out = out;
        this.clock = clock;
        this.size = size;
        this.transfer = new Transfer(clock.instant());
    }

    @Override
    public void on(TransferEvent event) {
        Instant now = clock.instant();
        boolean changed = transfer.apply(event, now);
        if (event instanceof TransferEvent.Resolved resolved) {
            finish();
            Opening.print(direction, out, resolved);
            return;
        }
        if (changed || Duration.between(lastDrawn, now).compareTo(INTERVAL) >= 0) {
            draw(now);
        }
    }

    private void draw(Instant now) {
        List<Transfer.LayerState> shown = shown();
        var text = new StringBuilder();
        if (drawnLines > 0) {
            text.append("\u001b[").append(drawnLines).append('A');
        }
        for (Transfer.LayerState state : shown) {
            append(text, layer(state));
        }
        append(text, transfer.total() == 0 ? "" : Totals.line(direction, transfer, now));
        int lines = shown.size() + 1;
        for (int i = lines; i < drawnLines; i++) {
            append(text, "");
        }
        out.print(text);
        out.flush();
        drawnLines = Math.max(lines, drawnLines);
        lastDrawn = now;
    }

    private void append(StringBuilder text, String line) {
        int width = Math.min(line.length(), size.columns() - 1);
        text.append('\r').append(ERASE_LINE).append(line, 0, width).append('\n');
    }

    /// Where not all layers fit on the screen, those that are done give way.
    private List<Transfer.LayerState> shown() {
        List<Transfer.LayerState> all = transfer.layers();
        int room = Math.max(1, size.rows() - 2);
        if (all.size() <= room) {
            return all;
        }
        var active = new ArrayList<Transfer.LayerState>();
        for (Transfer.LayerState state : all) {
            if (state.step() == Transfer.Step.MOVING
                    || state.step() == Transfer.Step.RETRYING
                    || state.step() == Transfer.Step.VERIFIED) {
                active.add(state);
            }
        }
        return active.subList(0, Math.min(room, active.size()));
    }

    private String layer(Transfer.LayerState state) {
        String line = state.id() + ": " + direction.words(state);
        if (state.step() != Transfer.Step.MOVING) {
            return line;
        }
        return line
                + " "
                + bar(state)
                + "  "
                + Sizes.of(state.bytes(), 3)
                + "/"
                + Sizes.of(state.total(), 3);
    }

    private String bar(Transfer.LayerState state) {
        int width = Math.min(BAR_WIDTH, Math.max(MIN_BAR_WIDTH, size.columns() - BESIDE_BAR));
        long total = Math.max(1, state.total());
        int filled = (int) Math.min(width, (double) state.bytes() / total * width);
        boolean full = filled == width;
        return "["
                + "=".repeat(filled)
                + (full ? "" : ">")
                + " ".repeat(Math.max(0, width - filled - 1))
                + "]";
    }

    /// What is on the screen stays there.
    private void finish() {
        drawnLines = 0;
    }

    @Override
    public void close() {
        if (!transfer.layers().isEmpty()) {
            draw(clock.instant());
        }
        finish();
    }
}
