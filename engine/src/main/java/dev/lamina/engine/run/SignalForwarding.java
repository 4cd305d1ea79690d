package dev.lamina.engine.run;

import dev.lamina.linux.LinuxException;
import dev.lamina.linux.Signals;

/// Passes the signals of this process on to a runtime in the foreground, which passes them on to
/// its container.
final class SignalForwarding {

    private SignalForwarding() {}

    /// Passes on what comes from now on, for the rest of this process's life.
    ///
    /// @param terminal whether the runtime shares the caller's terminal: then it hears of a new
    ///     size by itself, and nothing else comes from a terminal in raw mode
    static void begin(Process runtime, boolean terminal) {
        for (String name : Signals.FREE) {
            if (!(terminal && name.equals("WINCH"))) {
                Signals.handle(name, number -> send(runtime, number));
            }
        }
    }

    private static void send(Process runtime, int number) {
        try {
            if (runtime.isAlive()) {
                Signals.send(runtime.pid(), number);
            }
        } catch (LinuxException e) {
            // It has just ended.
        }
    }
}
