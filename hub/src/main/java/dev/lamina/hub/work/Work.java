package dev.lamina.hub.work;

/// Something to compute.
///
/// @param <T> the result
/// @param <E> what may go wrong
@FunctionalInterface
public interface Work<T, E extends Exception> {

    /// Computes it. An interruption of the thread means that nobody waits for the result any more.
    T run() throws E;
}
