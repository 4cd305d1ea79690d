package dev.lamina.cli;

import dev.lamina.cli.command.Context;
import dev.lamina.linux.Terminals;

import org.jspecify.annotations.Nullable;

/// The width of the lines of a help page.
final class TerminalWidth {

    /// The width of what is no terminal: programs and files get whole lines.
    static final int UNLIMITED = Integer.MAX_VALUE;

    /// Narrower ones are not filled any better.
    private static final int LEAST = 40;

    private TerminalWidth() {}

    /// Returns the width of standard output, in characters; `$COLUMNS` counts before the terminal's own.
    static int of(Context context) {
        if (!context.console().outIsTerminal()) {
            return UNLIMITED;
        }
        int columns = number(context.environment().get("COLUMNS"));
        if (columns == 0) {
            columns = Terminals.size(1).map(Terminals.Size::columns).orElse(0);
        }
        return columns == 0 ? UNLIMITED : Math.max(LEAST, columns);
    }

    private static int number(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    }
}
