package dev.lamina.engine.run;

import java.io.IOException;
import java.util.OptionalInt;

/// A container whose command has been started; what is left is to wait.
sealed interface RunningContainer extends AutoCloseable permits PipedContainer, TerminalContainer {

    /// Waits for the end of the command, and passes signals and streams on meanwhile.
    ///
    /// @return its exit status; nothing if somebody left it running
    OptionalInt await() throws IOException;

    /// Tells whether the command was killed because the user insisted on an end.
    boolean forced();

    /// Has signals do again what they did before.
    @Override
    void close();
}
