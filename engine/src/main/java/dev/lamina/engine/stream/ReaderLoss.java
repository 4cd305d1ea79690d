package dev.lamina.engine.stream;

import dev.lamina.linux.LinuxException;
import dev.lamina.linux.Signals;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// The fate of a container when nobody reads any more what it writes (decision 0073): it finds that
/// out by itself, and is killed if it has not ended after a moment.
///
/// A program outside of containers gets SIGPIPE then. The first process of a container does not, unless
/// it asks for it (pid_namespaces(7)), and much that ends elsewhere would go on for ever.
public final class ReaderLoss {

    /// The exit status of what SIGPIPE ended.
    public static final int STATUS = 128 + Signals.PIPE;

    private static final int KILLED = 128 + Signals.KILL;

    /// Enough for a program to notice and to tidy up.
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final SignalForwarding.Receiver container;
    private volatile boolean killed;

    public ReaderLoss(SignalForwarding.Receiver container) {
        this.container = container;
    }

    /// Begins to wait for the container's end; returns at once.
    public void begin() {
        Thread.ofPlatform().daemon().name("container-without-reader").start(this::end);
    }

    private void end() {
        long begin = System.nanoTime();
        long left = GRACE.toNanos();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = GRACE.toNanos() - (System.nanoTime() - begin);
        }
        try {
            killed = true;
            container.kill();
        } catch (LinuxException e) {
            // It has just ended.
        }
    }

    /// Returns the exit status of a container that ended with one.
    public int status(int status) {
        return killed && status == KILLED ? STATUS : status;
    }
}
