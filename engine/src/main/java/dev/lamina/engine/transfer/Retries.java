package dev.lamina.engine.transfer;

import dev.lamina.engine.value.image.TransferEvent;
import dev.lamina.engine.value.image.TransferListener;
import dev.lamina.image.Reference;
import dev.lamina.registry.RetryListener;

/// Passes on what a registry client says of requests that it sends again.
final class Retries {

    private Retries() {}

    /// Returns what hears of requests that belong to no layer.
    static RetryListener of(Reference reference, TransferListener listener) {
        return (attempt, wait, reason) ->
                listener.on(new TransferEvent.Retrying(reference, attempt, wait, reason));
    }
}
