package dev.lamina.cli.command;

import java.io.IOException;

/// A command fails with an exit status of its own.
public final class CommandFailedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;

    /// Creates the error of status 1.
    public CommandFailedException(String message) {
        this(ExitStatus.FAILED.code(), message);
    }

    /// Creates the error.
    ///
    /// @param message empty if everything was said already
    public CommandFailedException(int status, String message) {
        super(message);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
