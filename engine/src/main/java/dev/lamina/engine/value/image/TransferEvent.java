package dev.lamina.engine.value.image;

import dev.lamina.image.Descriptor;
import dev.lamina.image.Reference;

import java.time.Duration;

/// One step of a pull or a push. The events of one layer come in the order of this list.
public sealed interface TransferEvent {

    /// The reference is resolved, or for a push is what will be written; the layers follow.
    ///
    /// @param target the manifest or index
    record Resolved(Reference reference, Descriptor target) implements TransferEvent {}

    /// A layer belongs to the image; nothing is done for it yet.
    record LayerQueued(Descriptor layer) implements TransferEvent {}

    /// The layer is there already: in the store for a pull, in the registry for a push.
    record LayerExists(Descriptor layer) implements TransferEvent {}

    /// The layer is not to be pushed: whoever wants it fetches it from its URLs.
    record LayerSkipped(Descriptor layer) implements TransferEvent {}

    /// The registry took the layer from another of its repositories.
    record LayerMounted(Descriptor layer, Reference from) implements TransferEvent {}

    /// Another pull, here or in another process, has begun this layer; its result will be used.
    record LayerWaiting(Descriptor layer) implements TransferEvent {}

    /// Bytes are there from an earlier attempt, and were looked at again: they did not travel now.
    ///
    /// @param bytes there so far, from the start of the layer
    record LayerResumed(Descriptor layer, long bytes) implements TransferEvent {}

    /// Bytes were transferred.
    ///
    /// @param bytes there so far; less than before when a transfer starts over
    record LayerProgress(Descriptor layer, long bytes, long total) implements TransferEvent {}

    /// All bytes are transferred and have the digest that was promised.
    record LayerVerified(Descriptor layer) implements TransferEvent {}

    /// The layer is complete where it was to go.
    record LayerCommitted(Descriptor layer) implements TransferEvent {}

    /// A transfer failed and is tried again.
    ///
    /// @param attempt the number of the coming attempt; the first retry is 2
    /// @param pause   how long until then
    /// @param reason  what failed
    record LayerRetrying(Descriptor layer, int attempt, Duration pause, String reason)
            implements TransferEvent {}

    /// A request that belongs to no layer failed and is tried again.
    ///
    /// @param attempt as for a layer
    record Retrying(Reference reference, int attempt, Duration pause, String reason)
            implements TransferEvent {}
}
