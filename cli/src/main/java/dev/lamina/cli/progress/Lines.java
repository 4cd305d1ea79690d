package dev.lamina.cli.progress;

import dev.lamina.engine.value.image.TransferEvent;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// For pipes and logs: a line when a layer begins, ends, stalls, goes on or is tried again, and every few
/// seconds the total.
final class Lines implements Progress {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Direction direction;
    private final PrintStream out;
    private final InstantSource clock;
    private final Transfer transfer;
    private Instant lastTotal;

    Lines(Direction direction, PrintStream out, InstantSource clock) {
        this.direction = direction;
        this.out = out;
        this.clock = clock;
        this.lastTotal = clock.instant();
        this.transfer = new Transfer(lastTotal);
    }

    @Override
    public void on(TransferEvent event) {
        Instant now = clock.instant();
        boolean stalled = isToldToStall(event);
        transfer.apply(event, now);
        switch (event) {
            case TransferEvent.Resolved resolved -> Opening.print(direction, out, resolved);
            case TransferEvent.LayerQueued queued -> print(transfer.state(queued.layer()));
            case TransferEvent.LayerExists exists -> print(transfer.state(exists.layer()));
            case TransferEvent.LayerSkipped skipped -> print(transfer.state(skipped.layer()));
            case TransferEvent.LayerMounted mounted -> print(transfer.state(mounted.layer()));
            case TransferEvent.LayerCommitted committed -> print(transfer.state(committed.layer()));
            case TransferEvent.LayerRetrying retrying -> print(transfer.state(retrying.layer()));
            case TransferEvent.LayerWaiting waiting -> print(transfer.state(waiting.layer()));
            case TransferEvent.LayerVerified verified -> {
                if (direction == Direction.PULL) {
                    print(transfer.state(verified.layer()));
                }
            }
            case TransferEvent.Retrying retrying -> Opening.print(out, retrying);
            case TransferEvent.LayerResumed resumed -> total(now);
            case TransferEvent.LayerProgress progress -> {
                if (stalled && !isToldToStall(event)) {
                    print(transfer.state(progress.layer()));
                }
                total(now);
            }
        }
    }

    @Override
    public void tick() {
        Instant now = clock.instant();
        transfer.tick(now);
        transfer.newlyStalled(now).forEach(this::print);
    }

    private boolean isToldToStall(TransferEvent event) {
        return event instanceof TransferEvent.LayerProgress progress
                && transfer.state(progress.layer()).isToldToStall();
    }

    private void total(Instant now) {
        if (Duration.between(lastTotal, now).compareTo(INTERVAL) >= 0) {
            lastTotal = now;
            out.println(Totals.line(direction, transfer, now));
            out.flush();
        }
    }

    private void print(Transfer.LayerState state) {
        out.println(state.id() + ": " + direction.words(state, clock.instant()));
        out.flush();
    }

    @Override
    public void close() {
        out.flush();
    }
}
