package dev.lamina.cli;

import dev.lamina.cli.command.CommandFailedException;
import dev.lamina.cli.command.Context;
import dev.lamina.cli.command.ExitStatus;
import dev.lamina.cli.option.UsageException;
import dev.lamina.docker.format.Printable;
import dev.lamina.engine.value.container.RunFailedException;
import dev.lamina.registry.RegistryException;

import java.io.InterruptedIOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/// Says in one line on stderr what failed and what to do about it.
final class ErrorLine {

    /// Messages may quote what others wrote, at any length.
    private static final int MAX_LENGTH = 2000;

    private static final long MEBIBYTE = 1024 * 1024;

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
            var stack = new StringWriter();
            failure.printStackTrace(new PrintWriter(stack));
            err.print(Printable.lines(stack.toString()));
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
            case UsageException usage ->
                    message
                            + (message.endsWith("?") ? " See '" : ": see '")
                            + helpCommand(usage.path())
                            + "'";
            case CommandFailedException failed -> message;
            case InterruptedIOException interrupted -> "interrupted";
            case ClosedByInterruptException interrupted -> "interrupted";
            case AccessDeniedException denied ->
                    "permission denied: " + denied.getFile() + advice(denied, context);
            case NoSuchFileException missing -> "no such file: " + missing.getFile();
            case FileAlreadyExistsException there ->
                    there.getFile() + ": expected nothing or a directory, got something else";
            case NotDirectoryException file ->
                    file.getFile() + ": expected a directory, got something else";
            case FileSystemException file ->
                    file.getFile()
                            + ": "
                            + (file.getReason() == null ? "failed" : file.getReason());
            case RegistryException registry -> registry.advised() + advice(registry);
            case java.net.UnknownHostException host ->
                    "unknown host: " + message + ": check the reference and the network";
            case java.net.ConnectException connect ->
                    (message.isEmpty() ? "connection refused" : message)
                            + ": check the registry's address and the network";
            case UncheckedIOException wrapped when wrapped.getCause() != null ->
                    text(wrapped.getCause(), context);
            case java.io.IOException other -> message.isEmpty() ? other.toString() : message;
            case IllegalArgumentException wrong -> message;
            case OutOfMemoryError full ->
                    "not enough memory: more than the "
                            + Runtime.getRuntime().maxMemory() / MEBIBYTE
                            + " MiB of the Java heap would be needed: "
                            + message;
            default ->
                    "internal error: "
                            + failure
                            + ": please report it with the output of the same"
                            + " command with --debug";
        };
    }

    private static String advice(AccessDeniedException failure, Context context) {
        Path store = context.settings().root();
        Path file = Path.of(String.valueOf(failure.getFile())).toAbsolutePath();
        return file.startsWith(store) || store.startsWith(file)
                ? ": become root, or name a store of your own with --root or $LAMINA_ROOT"
                : "";
    }

    private static String advice(RegistryException failure) {
        boolean denied = failure.status() == 401 || failure.status() == 403;
        String message = failure.getMessage();
        boolean isLogin = message.startsWith("log in ") || message.contains("lamina login");
        return denied && !isLogin ? ": log in with 'lamina login', or check the name" : "";
    }

    private static String helpCommand(String path) {
        return path.isEmpty() ? "lamina --help" : "lamina " + path + " --help";
    }

    private static String oneLine(String text) {
        String line = Printable.line(text.strip().replace("\r", "").replace('\n', ' '));
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "...";
    }
}
