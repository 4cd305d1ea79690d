package dev.lamina.engine.value.image;

/// Hears how a pull or a push gets on.
///
/// Several threads call it, one at a time, and wait for it: it must be quick.
@FunctionalInterface
public interface TransferListener {

    /// Hears nothing.
    TransferListener NONE = event -> {};

    void on(TransferEvent event);
}
