package dev.lamina.engine.stream;

import dev.lamina.engine.value.container.RunFailedException;

import java.io.IOException;
import java.util.function.BooleanSupplier;

/// The standard streams of a container in the foreground.
public interface StandardStreams {

    /// Starts a program, of which the container inherits its streams.
    Process start(ProcessBuilder program) throws IOException;

    /// Passes on from now on what comes; the program has been started.
    ///
    /// @param begun tells whether the container's command may have begun to write; errors that come before
    ///     are the runtime's, and kept back until it tells so
    /// @param loss  hears of it when nobody reads any more
    void begin(BooleanSupplier begun, ReaderLoss loss) throws IOException;

    /// Returns what was kept back, which is not passed on then; the program has ended.
    String keptBack() throws IOException;

    /// Passes on what is left; the container has ended. Others may still have its streams open: they
    /// are not waited for.
    ///
    /// @throws RunFailedException if the caller's streams could not take all of it, unless their
    ///     reader left
    void finish() throws IOException;
}
