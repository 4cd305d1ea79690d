package dev.lamina.cli;

import dev.lamina.cli.command.Context;

import java.util.List;

/// The process `lamina`.
public final class Main {

    private Main() {}

    /// Runs one command line and ends the process with its exit status.
    public static void main(String[] args) {
        System.exit(run(args));
    }

    /// Runs one command line of this process.
    ///
    /// @return the exit status
    public static int run(String... args) {
        try (Context context = Context.ofProcess()) {
            return run(context, List.of(args));
        }
    }

    /// Runs one command line in a context of its own.
    ///
    /// @return the exit status
    public static int run(Context context, List<String> words) {
        int status = CommandLine.run(words, context);
        context.console().flush();
        return status;
    }
}
