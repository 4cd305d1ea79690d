package dev.lamina.registry;

import java.time.Duration;

/// Hears of requests that failed for a moment and will be sent again. May be called by several
/// threads at once.
@FunctionalInterface
public interface RetryListener {

    /// Hears nothing.
    RetryListener NONE = (attempt, wait, reason) -> {};

    /// Takes in a failure.
    ///
    /// @param attempt the number of the coming attempt; the first retry is 2
    /// @param wait    how long until then
    /// @param reason  what failed, without the query of a signed URL
    void on(int attempt, Duration wait, String reason);
}
