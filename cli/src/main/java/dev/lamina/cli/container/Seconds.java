package dev.lamina.cli.container;

import dev.lamina.cli.option.Arguments;
import dev.lamina.cli.option.UsageException;

import java.util.OptionalInt;

/// A time limit, as a flag says it.
final class Seconds {

    private Seconds() {}

    /// Reads a flag; nothing if it is not given.
    static OptionalInt of(Arguments arguments, String flag) throws UsageException {
        if (!arguments.isGiven(flag)) {
            return OptionalInt.empty();
        }
        String text = arguments.text(flag);
        try {
            return OptionalInt.of(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new UsageException(
                    arguments.syntax(), "--" + flag + ": expected whole seconds, got " + text);
        }
    }
}
