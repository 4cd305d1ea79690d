package dev.lamina.engine.stream;

import dev.lamina.linux.LinuxException;
import dev.lamina.linux.Signals;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Passes the signals of this process on to a container in the foreground. What comes before the
/// container is there is passed on then.
///
/// Who sends INT or TERM for the third time wants an end, whatever the container does with signals:
/// then it is killed. As with Docker, whose command line gives up at the third.
///
/// `synchronized` guards the fields.
public final class SignalForwarding implements AutoCloseable {

    /// At so many the container is killed.
    private static final int ENDINGS = 3;

    private final List<Integer> early = new ArrayList<>();
    private final List<Runnable> restorations = new ArrayList<>();
    private @Nullable Receiver receiver;
    private boolean closed;
    private int endings;

    private SignalForwarding() {}

    /// Whoever gets the signals.
    public interface Receiver {

        /// Gets one.
        ///
        /// @throws LinuxException if it has just ended
        void signal(int signal) throws LinuxException;

        /// Is killed.
        ///
        /// @throws LinuxException if it has just ended
        void kill() throws LinuxException;
    }

    /// Takes signals from now on, until this is closed.
    ///
    /// @param terminal whether somebody else hears of a new size of the caller's terminal
    public static SignalForwarding begin(boolean terminal) {
        var forwarding = new SignalForwarding();
        for (String name : Signals.FREE) {
            if (!(terminal && name.equals("WINCH"))) {
                forwarding.restorations.add(Signals.handle(name, forwarding::take));
            }
        }
        forwarding.restorations.add(Signals.handleQuit(() -> forwarding.take(Signals.QUIT)));
        return forwarding;
    }

    private synchronized void take(int signal) {
        if (closed) {
            return;
        }
        if (signal == Signals.INT || signal == Signals.TERM) {
            endings++;
        }
        if (endings >= ENDINGS) {
            force(signal);
        } else if (receiver == null) {
            early.add(signal);
        } else {
            send(receiver, signal);
        }
    }

    /// From here on signals do to this process what they do to any: should even this not help, the next
    /// one ends it.
    private void force(int signal) {
        restore();
        try {
            if (receiver == null) {
                Signals.send(ProcessHandle.current().pid(), signal);
            } else {
                receiver.kill();
            }
        } catch (LinuxException e) {
            // It has just ended.
        }
    }

    /// Passes on to a container what came and what comes.
    public synchronized void to(Receiver container) {
        receiver = container;
        for (int signal : early) {
            send(container, signal);
        }
        early.clear();
    }

    private static void send(Receiver container, int signal) {
        try {
            container.signal(signal);
        } catch (LinuxException e) {
            // It has just ended.
        }
    }

    /// Tells whether the container was killed because of the third INT or TERM.
    public synchronized boolean forced() {
        return endings >= ENDINGS;
    }

    private void restore() {
        restorations.forEach(Runnable::run);
        restorations.clear();
    }

    /// Has signals do what they did before.
    @Override
    public synchronized void close() {
        closed = true;
        restore();
    }
}
