package dev.lamina.cli.command;

import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.Syntax;
import dev.lamina.cli.option.UsageException;

import java.io.IOException;

/// One command: reads its arguments, calls the engine, prints.
///
/// An instance is made for one run, and only when its command is called.
public interface Command {

    /// Returns what the command takes.
    Syntax syntax();

    /// Runs the command. On return its output is complete.
    ///
    /// @return the exit status
    /// @throws CommandFailedException with an exit status of its own
    /// @throws IOException if it fails, with status 1
    /// @throws UsageException if the arguments contradict each other
    int run(Arguments arguments, Context context) throws IOException, UsageException;
}
