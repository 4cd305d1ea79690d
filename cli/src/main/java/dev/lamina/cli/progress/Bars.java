package dev.lamina.cli.progress;

import dev.lamina.docker.format.Sizes;
import dev.lamina.engine.value.image.TransferEvent;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// For terminals: one line a layer with a bar, and the total below; drawn again in place, ten times
/// a second at most.
final class Bars implements Progress {

    private static final Duration INTERVAL = Duration.ofMillis(100);

    /// The time between two looks at the size of the terminal, which may change.
    private static final Duration SIZE_INTERVAL = Duration.ofSeconds(1);

    private static final String ERASE_BELOW = "\u001b[J";
    private static final int BAR_WIDTH = 50;
    private static final int MIN_BAR_WIDTH = 10;

    /// The room beside a bar: ID, words, sizes.
    private static final int BESIDE_BAR = 50;

    private final Direction direction;
    private final PrintStream out;
    private final InstantSource clock;
    private final Supplier<TerminalSize> sizes;
    private final Transfer transfer;
    private TerminalSize size;
    private Instant sizeAsked;
    private Instant lastDrawn = Instant.MIN;

    /// The widths of the lines on the screen.
    private List<Integer> drawn = List.of();

    Bars(Direction direction, PrintStream out, InstantSource clock, Supplier<TerminalSize> sizes) {
        this.direction = direction;
        this.out = out;
        this.clock = clock;
        this.sizes = sizes;
        this.size = sizes.get();
        this.sizeAsked = clock.instant();
        this.transfer = new Transfer(sizeAsked);
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
        if (event instanceof TransferEvent.Retrying retrying) {
            finish();
            Opening.print(out, retrying);
            return;
        }
        if (changed || Duration.between(lastDrawn, now).compareTo(INTERVAL) >= 0) {
            draw(now);
        }
    }

    /// Draws what stalls or waits, too: its line tells for how long.
    @Override
    public void tick() {
        Instant now = clock.instant();
        transfer.tick(now);
        if (!drawn.isEmpty()) {
            draw(now);
        }
    }

    private void draw(Instant now) {
        if (Duration.between(sizeAsked, now).compareTo(SIZE_INTERVAL) >= 0) {
            size = sizes.get();
            sizeAsked = now;
        }
        var text = new StringBuilder();
        int above = rowsDrawn();
        if (above > 0) {
            text.append("\u001b[").append(above).append('A').append(ERASE_BELOW);
        }
        var widths = new ArrayList<Integer>();
        for (String line : lines(now)) {
            text.append('\r').append(line).append('\n');
            widths.add(line.length());
        }
        out.print(text);
        out.flush();
        drawn = widths;
        lastDrawn = now;
    }

    private List<String> lines(Instant now) {
        int width = size.columns() - 1;
        var lines = new ArrayList<String>();
        for (Transfer.LayerState state : shown()) {
            lines.add(layer(state, now, width));
        }
        lines.add(transfer.total() == 0 ? "" : Totals.line(direction, transfer, now, width));
        return lines;
    }

    /// A terminal that became narrower shows a line on several rows.
    private int rowsDrawn() {
        int rows = 0;
        for (int width : drawn) {
            rows += Math.max(1, Math.ceilDiv(width, size.columns()));
        }
        return rows;
    }

    /// Lets layers that are done give way where not all fit on the screen.
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

    private String layer(Transfer.LayerState state, Instant now, int width) {
        String line = state.id() + ": " + direction.words(state, now);
        if (state.step() != Transfer.Step.MOVING) {
            return Fit.first(width, line);
        }
        String sizes = Sizes.of(state.bytes(), 3) + "/" + Sizes.of(state.total(), 3);
        return Fit.first(
                width, line + " " + bar(state) + "  " + sizes, state.id() + ": " + sizes, sizes);
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

    /// Leaves on the screen what is there.
    private void finish() {
        drawn = List.of();
    }

    @Override
    public void close() {
        if (!transfer.layers().isEmpty()) {
            draw(clock.instant());
        }
        finish();
    }
}
