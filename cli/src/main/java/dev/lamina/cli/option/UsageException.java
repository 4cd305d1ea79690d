package dev.lamina.cli.option;

/// A command line says what the command does not take.
public final class UsageException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String path;
    private final int status;

    /// Creates the error.
    ///
    /// @param path   the command, or empty for `lamina` itself
    /// @param status the exit status
    public UsageException(String path, int status, String message) {
        super(message);
        this.path = path;
        this.status = status;
    }

    /// Creates the error of a command.
    public UsageException(Syntax syntax, String message) {
        this(syntax.path(), syntax.usageStatus(), message);
    }

    public String path() {
        return path;
    }

    public int status() {
        return status;
    }
}
