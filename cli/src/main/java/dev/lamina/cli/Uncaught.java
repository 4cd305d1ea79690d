package dev.lamina.cli;

import dev.lamina.docker.format.Printable;

import java.io.PrintStream;

/// The end of a thread by a failure: one line, as every failure is, and its stack only if
/// `LAMINA_DEBUG` is set.
final class Uncaught implements Thread.UncaughtExceptionHandler {

    private final PrintStream err;

    Uncaught(PrintStream err) {
        this.err = err;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        String text = "internal error in " + thread.getName() + ": " + failure;
        err.println("lamina: " + Printable.line(text));
        if (System.getenv("LAMINA_DEBUG") != null) {
            failure.printStackTrace(err);
        }
    }
}
