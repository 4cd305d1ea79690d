package dev.lamina.cli;

import dev.lamina.cli.command.CommandFailedException;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.ExitStatus;
import dev.lamina.cli.option.UsageException;
import dev.lamina.engine.bundle.RunFailedException;
import dev.lamina.registry.RegistryException;

import java.io.InterruptedIOException;
import java.io.PrintStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// Says in one line on stderr what failed and what to do about it.
final class ErrorLine {

    private ErrorLine() {}

    /// Prints a failure.
    ///
    /// @param otherStatus the exit status of a failure that has none of its own
    /// @return the exit status
    static int print(Throwable failure, boolean debug, int otherStatus, Context context) {
        PrintStream err = context.console().err();
        String text = text(failure, context);
        if (!text.isEmpty()) {
            err.println("lamina: " + oneLine(text));
        }
        if (debug) {
            failure.printStackTrace(err);
        }
        return status(failure, otherStatus);
    }

    private static int status(Throwable failure, int otherStatus) {
        return switch (failure) {
            case UsageException usage -> usage.status();
            case CommandFailedException failed -> failed.status();
            case InterruptedIOException interrupted -> ExitStatus.INTERRUPTED.code();
            case ClosedByInterruptException interrupted -> ExitStatus.INTERRUPTED.code();
            case RunFailedException run -> run.exitStatus();
            default -> otherStatus;
        };
    }

    private static String text(Throwable failure, Context context) {
        String message = failure.getMessage() == null ? "" : failure.getMessage();
        return switch (failure) {
            case UsageException usage -> message + ": see '" + helpCommand(usage.path()) + "'";
            case CommandFailedException failed -> message;
            case InterruptedIOException interrupted -> "interrupted";
            case ClosedByInterruptException interrupted -> "interrupted";
            case AccessDeniedException denied ->
                    "permission denied: "
                            + denied.getFile()
                            + ": become root, or name a store of"
                            + " your own with --root or $LAMINA_ROOT";
            case NoSuchFileException missing -> "no such file: " + missing.getFile();
            case FileSystemException file ->
                    file.getFile()
                            + ": "
                            + (file.getReason() == null ? "failed" : file.getReason());
            case RegistryException registry -> message + advice(registry);
            case java.net.UnknownHostException host ->
                    "unknown host: " + message + ": check the reference and the network";
            case java.net.ConnectException connect ->
                    (message.isEmpty() ? "connection refused" : message)
                            + ": check the registry's address and the network";
            case java.io.IOException other -> message.isEmpty() ? other.toString() : message;
            case IllegalArgumentException wrong -> message;
            default ->
                    "internal error: "
                            + failure
                            + ": please report it with the output of the same"
                            + " command with --debug";
        };
    }

    private static String advice(RegistryException failure) {
        return failure.status() == 401 || failure.status() == 403
                ? ": log in with 'lamina login', or check the name"
                : "";
    }

    private static String helpCommand(String path) {
        return path.isEmpty() ? "lamina --help" : "lamina " + path + " --help";
    }

    private static String oneLine(String text) {
        return text.strip().replace("\r", "").replace('\n', ' ');
    }
}
