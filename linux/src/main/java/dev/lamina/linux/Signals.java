package dev.lamina.linux;

import sun.misc.Signal;
import sun.misc.SignalHandler;

import java.util.List;
import java.util.function.IntConsumer;

/// Signals: those that this process gets (signal(7)), and those it sends (kill(2)).
public final class Signals {

    /// `SIGINT`
    public static final int INT = 2;

    /// `SIGQUIT`
    public static final int QUIT = 3;

    /// `SIGKILL`
    public static final int KILL = 9;

    /// `SIGPIPE`
    public static final int PIPE = 13;

    /// `SIGTERM`
    public static final int TERM = 15;

    /// Those that a caller may want to pass on and that the JVM leaves free, by name without `SIG`.
    /// It keeps USR1 and those of failed instructions to itself; QUIT has a method of its own.
    public static final List<String> FREE = List.of("HUP", "INT", "TERM", "USR2", "WINCH", "ALRM");

    private Signals() {}

    /// Has a signal handled from now on, in place of what it does by default.
    ///
    /// @param name    without `SIG`
    /// @param handler is given the signal's number, on a thread of its own
    /// @return what has it handled again as before
    public static Runnable handle(String name, IntConsumer handler) {
        var signal = new Signal(name);
        SignalHandler before = Signal.handle(signal, got -> handler.accept(got.getNumber()));
        return () -> Signal.handle(signal, before);
    }

    /// Has SIGQUIT handled from now on, where the JVM would print its threads. Only if whoever started
    /// the JVM reserved descriptor 3 for this with `/dev/null`; else the JVM keeps the signal.
    ///
    /// @param handler is called on a thread of its own
    /// @return what has it handled again as before
    public static Runnable handleQuit(Runnable handler) {
        return QuitSignal.handle(handler);
    }

    /// Has SIGQUIT handled by nobody any more: this process is about to end.
    public static void endQuit() {
        QuitSignal.end();
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
