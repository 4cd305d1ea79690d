package dev.lamina.engine.transfer;

import dev.lamina.engine.value.image.TransferEvent;
import dev.lamina.engine.value.image.TransferListener;

/// Passes events on, one at a time.
final class SerialListener implements TransferListener {

    private final TransferListener listener;

    SerialListener(TransferListener listener) {
        this.listener = listener;
    }

    @Override
    public synchronized void on(TransferEvent event) {
        listener.on(event);
    }
}
