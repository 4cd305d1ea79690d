package dev.lamina.cli.progress;

import dev.lamina.cli.command.Printable;
import dev.lamina.engine.transfer.TransferEvent;
import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where a pull or a push stands: each layer, and one total.
///
/// The total counts the bytes that travel: what exists already is no part of it. Not safe for
/// several threads.
final class Transfer {

    private final Map<Digest, LayerState> layers = new LinkedHashMap<>();
    private final Rate rate;

    Transfer(Instant start) {
        this.rate = new Rate(start);
    }

    /// One layer.
    static final class LayerState {

        private final Descriptor layer;
        private Step step = Step.QUEUED;
        private long bytes;
        private String note = "";

        LayerState(Descriptor layer) {
            this.layer = layer;
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
    }

    /// What is done with a layer.
    enum Step {
        QUEUED,
        WAITING,
        MOVING,
        RETRYING,
        VERIFIED,
        EXISTS,
        MOUNTED,
        DONE
    }

    /// Takes an event in.
    ///
    /// @return whether a layer came to another step
    boolean apply(TransferEvent event, Instant now) {
        return switch (event) {
            case TransferEvent.Resolved resolved -> true;
            case TransferEvent.LayerQueued queued -> move(queued.layer(), Step.QUEUED, "");
            case TransferEvent.LayerExists exists -> move(exists.layer(), Step.EXISTS, "");
            case TransferEvent.LayerMounted mounted ->
                    move(mounted.layer(), Step.MOUNTED, mounted.from().repository());
            case TransferEvent.LayerWaiting waiting -> move(waiting.layer(), Step.WAITING, "");
            case TransferEvent.LayerProgress progress -> {
                LayerState state = state(progress.layer());
                state.bytes = progress.bytes();
                rate.add(now, bytes());
                yield move(progress.layer(), Step.MOVING, "");
            }
            case TransferEvent.LayerVerified verified -> {
                state(verified.layer()).bytes = verified.layer().size();
                rate.add(now, bytes());
                yield move(verified.layer(), Step.VERIFIED, "");
            }
            case TransferEvent.LayerCommitted committed -> move(committed.layer(), Step.DONE, "");
            case TransferEvent.LayerRetrying retrying ->
                    move(retrying.layer(), Step.RETRYING, retrying.reason());
        };
    }

    private boolean move(Descriptor layer, Step step, String note) {
        LayerState state = state(layer);
        boolean changed = state.step != step || step == Step.QUEUED;
        state.step = step;
        state.note = Printable.line(note);
        return changed;
    }

    LayerState state(Descriptor layer) {
        return layers.computeIfAbsent(layer.digest(), digest -> new LayerState(layer));
    }

    List<LayerState> layers() {
        return new ArrayList<>(layers.values());
    }

    /// The bytes that have travelled.
    long bytes() {
        long sum = 0;
        for (LayerState state : layers.values()) {
            sum += travels(state) ? state.bytes : 0;
        }
        return sum;
    }

    /// The bytes that have to travel.
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
                && state.step != Step.WAITING;
    }

    Rate rate() {
        return rate;
    }
}
