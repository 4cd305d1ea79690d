package dev.lamina.registry;

/// Hears how much of a blob has been sent.
@FunctionalInterface
public interface ProgressCallback {

    /// Hears nothing.
    ProgressCallback NONE = bytes -> {};

    /// @param bytes counted from the start of the blob; falls when an upload starts again
    void on(long bytes);
}
