package dev.lamina.engine.transfer;

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
