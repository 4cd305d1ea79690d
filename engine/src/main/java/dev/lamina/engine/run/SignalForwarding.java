package dev.lamina.engine.run;

import dev.lamina.linux.LinuxException;
import dev.lamina.linux.Signals;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Passes the signals of this process on to a runtime in the foreground, which passes them on to
/// its container. What comes before the runtime is there is passed on then.
///
/// `synchronized` guards the fields.
final class SignalForwarding {

    private final List<Integer> early = new ArrayList<>();
    private @Nullable Process runtime;

    private SignalForwarding() {}

    /// Takes signals from now on, for the rest of this process's life.
    ///
    /// @param terminal whether the runtime shares the caller's terminal: then it hears of a new
    ///     size by itself, and nothing else comes from a terminal in raw mode
    static SignalForwarding begin(boolean terminal) {
        var forwarding = new SignalForwarding();
        for (String name : Signals.FREE) {
            if (!(terminal && name.equals("WINCH"))) {
                Signals.handle(name, forwarding::take);
            }
        }
        return forwarding;
    }

    private synchronized void take(int signal) {
        if (runtime == null) {
            early.add(signal);
        } else {
            send(runtime, signal);
        }
    }

    /// Passes on to a runtime what came and what comes.
    synchronized void to(Process process) {
        runtime = process;
        for (int signal : early) {
            send(process, signal);
        }
        early.clear();
    }

    private static void send(Process process, int signal) {
        try {
            if (process.isAlive()) {
                Signals.send(process.pid(), signal);
            }
        } catch (LinuxException e) {
            // It has just ended.
        }
    }
}
