package dev.lamina.cli;

import dev.lamina.cli.command.Context;
import java.util.List;

/// The process `lamina`.
public final class Main {

    private Main() {}

    /// Runs one command line and ends the process with its exit status.
    public static void main(String[] args) {
        int status;
        try (Context context = Context.ofProcess()) {
            status = CommandLine.run(List.of(args), context);
            context.console().flush();
        }
        Cancellation.exit(status);
    }
}
