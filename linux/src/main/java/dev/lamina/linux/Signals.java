package dev.lamina.linux;

import sun.misc.Signal;

import java.util.List;
import java.util.function.IntConsumer;

/// Signals: those that this process gets (signal(7)), and those it sends (kill(2)).
public final class Signals {

    /// Those that a caller may want to pass on and that the JVM leaves free, by name without `SIG`.
    /// It keeps QUIT, USR1 and those of failed instructions to itself.
    public static final List<String> FREE = List.of("HUP", "INT", "TERM", "USR2", "WINCH", "ALRM");

    private Signals() {}

    /// Has a signal handled from now on, in place of what it does by default.
    ///
    /// @param name    without `SIG`
    /// @param handler is given the signal's number, on a thread of its own
    public static void handle(String name, IntConsumer handler) {
        Signal.handle(new Signal(name), signal -> handler.accept(signal.getNumber()));
    }

    /// Sends a signal to a process.
    ///
    /// @param pid of one process: 0 and less would mean groups of processes, or all (kill(2))
    /// @throws LinuxException with ESRCH if there is no such process
    public static void send(long pid, int signal) throws LinuxException {
        if (pid <= 0) {
            throw new IllegalArgumentException("pid: expected that of one process, got " + pid);
        }
        Sending.KILL.call("process " + pid, false, pid, signal, 0, 0, 0);
    }

    /// Linked when first needed: most processes send none.
    private static final class Sending {

        /// `int kill(pid_t pid, int signal)`
        static final NativeCall KILL = new NativeCall("kill");
    }
}
