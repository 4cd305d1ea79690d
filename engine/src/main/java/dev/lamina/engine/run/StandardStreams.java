package dev.lamina.engine.run;

import dev.lamina.engine.bundle.RunFailedException;

import java.io.IOException;

/// The standard streams of a container in the foreground.
interface StandardStreams {

    /// Starts a program, of which the container inherits its streams.
    Process start(ProcessBuilder program) throws IOException;

    /// Passes on from now on what comes; the program has been started.
    void begin() throws IOException;

    /// Passes on what is left; the container has ended. Others may still have its streams open: they
    /// are not waited for.
    ///
    /// @throws RunFailedException if the caller's streams could not take all of it, unless their
    ///     reader left
    void finish() throws IOException;
}
