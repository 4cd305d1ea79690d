package dev.lamina.cli.progress;

import dev.lamina.docker.format.Printable;
import dev.lamina.engine.value.image.TransferEvent;
import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The state of a pull or a push: each layer, and one total.
///
/// The total counts the bytes that have to be there: what exists already is no part of it. The rate
/// counts those that move now, and not what an earlier attempt received. Not safe for several
/// threads.
final class Transfer {

    private final Map<Digest, LayerState> layers = new LinkedHashMap<>();
    private final Rate rate;
    private long moved;

    Transfer(Instant start) {
        this.rate = new Rate(start);
    }

    /// One layer.
    static final class LayerState {

        private final Descriptor layer;
        private Step step = Step.QUEUED;
        private long bytes;
        private String note = "";
        private Instant next = Instant.MIN;
        private final Stall stall;

        LayerState(Descriptor layer, Instant now) {
            this.layer = layer;
            this.stall = new Stall(now);
        }

        Descriptor layer() {
            return layer;
        }

        String id() {
            return layer.digest().shortHex();
        }

        Step step() {
            return step;
        }

        long bytes() {
            return bytes;
        }

        long total() {
            return layer.size();
        }

        /// The repository that the layer was mounted from, or why it is tried again.
        String note() {
            return note;
        }

        /// The whole seconds until it is tried again.
        long secondsToRetry(Instant now) {
            return next.isAfter(now)
                    ? Math.ceilDiv(Duration.between(now, next).toMillis(), 1000L)
                    : 0;
        }

        /// Tells whether its bytes should move, and have not for a while.
        boolean isStalled(Instant now) {
            return step == Step.MOVING && bytes < total() && stall.lasts(now);
        }

        /// Tells whether it was told that it stalls, and nothing has moved since.
        boolean isToldToStall() {
            return step == Step.MOVING && stall.isTold();
        }

        long stalledSeconds(Instant now) {
            return stall.seconds(now);
        }
    }

    /// The steps of a layer.
    enum Step {
        QUEUED,
        WAITING,
        MOVING,
        RETRYING,
        VERIFIED,
        EXISTS,
        MOUNTED,
        SKIPPED,
        DONE
    }

    /// Takes an event in.
    ///
    /// @return whether a layer came to another step
    boolean apply(TransferEvent event, Instant now) {
        return switch (event) {
            case TransferEvent.Resolved resolved -> true;
            case TransferEvent.Retrying retrying -> false;
            case TransferEvent.LayerQueued queued -> move(queued.layer(), Step.QUEUED, "");
            case TransferEvent.LayerExists exists -> move(exists.layer(), Step.EXISTS, "");
            case TransferEvent.LayerSkipped skipped -> move(skipped.layer(), Step.SKIPPED, "");
            case TransferEvent.LayerMounted mounted ->
                    move(mounted.layer(), Step.MOUNTED, mounted.from().repository());
            case TransferEvent.LayerWaiting waiting -> move(waiting.layer(), Step.WAITING, "");
            case TransferEvent.LayerResumed resumed -> {
                arrive(resumed.layer(), resumed.bytes(), now);
                yield move(resumed.layer(), Step.MOVING, "");
            }
            case TransferEvent.LayerProgress progress -> {
                moved += Math.max(0, arrive(progress.layer(), progress.bytes(), now));
                rate.add(now, moved);
                yield move(progress.layer(), Step.MOVING, "");
            }
            case TransferEvent.LayerVerified verified -> {
                arrive(verified.layer(), verified.layer().size(), now);
                yield move(verified.layer(), Step.VERIFIED, "");
            }
            case TransferEvent.LayerCommitted committed -> move(committed.layer(), Step.DONE, "");
            case TransferEvent.LayerRetrying retrying -> {
                state(retrying.layer(), now).next = now.plus(retrying.pause());
                yield move(retrying.layer(), Step.RETRYING, retrying.reason());
            }
        };
    }

    /// Takes in that time has passed.
    void tick(Instant now) {
        rate.add(now, moved);
    }

    /// @return how many bytes more there are than before
    private long arrive(Descriptor layer, long bytes, Instant now) {
        LayerState state = state(layer, now);
        if (state.isStalled(now) && bytes != state.bytes || state.step == Step.RETRYING) {
            rate.restart(now, moved);
        }
        long more = bytes - state.bytes;
        state.bytes = bytes;
        if (more != 0 || state.step != Step.MOVING) {
            state.stall.end(now);
        }
        return more;
    }

    private boolean move(Descriptor layer, Step step, String note) {
        LayerState state = state(layer, Instant.MIN);
        boolean changed = state.step != step || step == Step.QUEUED;
        state.step = step;
        state.note = Printable.line(note);
        return changed;
    }

    LayerState state(Descriptor layer) {
        return state(layer, Instant.MIN);
    }

    private LayerState state(Descriptor layer, Instant now) {
        return layers.computeIfAbsent(layer.digest(), digest -> new LayerState(layer, now));
    }

    /// Tells whether bytes should move, and none have for a while.
    boolean isStalled(Instant now) {
        boolean any = false;
        for (LayerState state : layers.values()) {
            boolean moving = state.step == Step.MOVING && state.bytes < state.total();
            if (moving && !state.isStalled(now)) {
                return false;
            }
            any |= moving;
        }
        return any;
    }

    /// Returns the layers of which it is to be told now that they stall; each for the first time when it
    /// has for 5 seconds, and again while that lasts.
    List<LayerState> newlyStalled(Instant now) {
        var stalled = new ArrayList<LayerState>();
        for (LayerState state : layers.values()) {
            if (state.isStalled(now) && state.stall.isNews(now)) {
                stalled.add(state);
            }
        }
        return stalled;
    }

    List<LayerState> layers() {
        return new ArrayList<>(layers.values());
    }

    /// The bytes that have travelled since this transfer began, those twice that travelled twice.
    long moved() {
        return moved;
    }

    /// The bytes that are there.
    long bytes() {
        long sum = 0;
        for (LayerState state : layers.values()) {
            sum += travels(state) ? state.bytes : 0;
        }
        return sum;
    }

    /// The bytes that have to be there.
    long total() {
        long sum = 0;
        for (LayerState state : layers.values()) {
            sum += travels(state) ? state.total() : 0;
        }
        return sum;
    }

    private static boolean travels(LayerState state) {
        return state.step != Step.EXISTS
                && state.step != Step.MOUNTED
                && state.step != Step.SKIPPED
                && state.step != Step.WAITING;
    }

    Rate rate() {
        return rate;
    }
}
