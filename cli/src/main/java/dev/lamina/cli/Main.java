package dev.lamina.cli;

import dev.lamina.cli.command.Console;
import dev.lamina.cli.command.Context;
import dev.lamina.linux.Signals;

import java.util.List;

/// The process `lamina`.
public final class Main {

    private Main() {}

    /// Runs one command line and ends the process with its exit status.
    public static void main(String[] args) {
        int status = runAsProcess(args);
        if (endsBySignal()) {
            System.exit(status); // Never returns: the signal decides the exit status.
        }
        Signals.endQuit();
        // Not System.exit, which sets up logging to tell of itself. All that is to be tidied up
        // was tidied up by closing it; hooks are for signals.
        Runtime.getRuntime().halt(status);
    }

    /// Runs one command line as [#main] does, with all that is begun beside it, but does not end the
    /// process.
    ///
    /// @return the exit status
    static int runAsProcess(String... args) {
        Thread.setDefaultUncaughtExceptionHandler(new Uncaught(Console.ofProcess().err()));
        StartUp.begin(args);
        try (Context context = Context.ofProcess()) {
            return runIn(context, List.of(args));
        }
    }

    /// Tells whether a signal has begun to end this process: then no hook can be added any more.
    static boolean endsBySignal() {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread());
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    /// Runs one command line in a context of its own.
    ///
    /// @return the exit status
    public static int runIn(Context context, List<String> words) {
        int status = CommandLine.execute(words, context);
        context.console().flush();
        return status;
    }
}
