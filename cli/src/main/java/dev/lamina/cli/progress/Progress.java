package dev.lamina.cli.progress;

import dev.lamina.cli.command.Console;
import dev.lamina.engine.value.image.TransferListener;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;

/// Shows a transfer while it runs. Closing it leaves the final state on the screen.
public interface Progress extends TransferListener, AutoCloseable {

    /// Time has passed; called about once a second, by one thread at a time with [#on].
    void tick();

    @Override
    void close();

    /// The forms in which a transfer is shown.
    enum Mode {
        /// As a terminal is there or not.
        AUTO,
        /// Bars that are drawn again and again.
        TTY,
        /// A line now and then.
        PLAIN,
        /// One JSON document a line.
        JSON,
        /// Not at all.
        QUIET;

        /// Reads the value of `--progress`.
        ///
        /// @throws IllegalArgumentException if it is none
        public static Mode parse(String text) {
            return switch (text) {
                case "auto" -> AUTO;
                case "tty" -> TTY;
                case "plain" -> PLAIN;
                case "json" -> JSON;
                default ->
                        throw new IllegalArgumentException(
                                "progress: expected auto, tty, plain or json, got '" + text + "'");
            };
        }

        /// Returns the mode that `AUTO` means for a console. A terminal that is called dumb cannot
        /// move its cursor.
        public Mode settled(Console console, Map<String, String> environment) {
            if (this != AUTO) {
                return this;
            }
            boolean dumb = "dumb".equals(environment.get("TERM"));
            return console.outIsTerminal() && !dumb ? TTY : PLAIN;
        }
    }

    /// Begins to show a transfer on standard output.
    ///
    /// @param mode not `AUTO`
    static Progress of(
            Mode mode,
            Direction direction,
            Console console,
            Map<String, String> environment,
            InstantSource clock) {
        PrintStream out = console.out();
        return switch (mode) {
            case TTY ->
                    new Ticking(
                            new Bars(direction, out, clock, () -> TerminalSize.of(environment)));
            case JSON -> new Ticking(new JsonLines(out, clock));
            case QUIET -> new Silence();
            case PLAIN, AUTO -> new Ticking(new Lines(direction, out, clock));
        };
    }
}
