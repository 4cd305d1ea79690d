package dev.lamina.engine.value.container;

import java.io.IOException;

/// A container could not be run, or its command not be started.
///
/// The exit statuses are Docker's: 125 if the container could not be made, 126 if its command is
/// there but cannot be started, 127 if there is no such command, 1 if the user insisted on an end.
public final class RunFailedException extends IOException {

    /// It ran, and was killed because the user insisted.
    public static final int FORCED = 1;

    /// The container could not be made.
    public static final int NOT_MADE = 125;

    /// The command is there, but cannot be started.
    public static final int NOT_EXECUTABLE = 126;

    /// There is no such command.
    public static final int NOT_FOUND = 127;

    private static final long serialVersionUID = 1L;

    private final int exitStatus;

    /// Creates the error.
    ///
    /// @param exitStatus one of the constants above
    public RunFailedException(int exitStatus, String message) {
        super(message);
        this.exitStatus = exitStatus;
    }

    /// Returns the exit status that a command which runs containers has then.
    public int exitStatus() {
        return exitStatus;
    }
}
