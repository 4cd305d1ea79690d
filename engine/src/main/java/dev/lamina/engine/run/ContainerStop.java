package dev.lamina.engine.run;

import dev.lamina.engine.value.container.ContainerStatus;
import dev.lamina.engine.value.container.ContainerStoppedException;
import dev.lamina.engine.value.container.ProcessOptions;
import dev.lamina.linux.SignalNames;
import dev.lamina.linux.Signals;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;

/// Ends a container that another process runs, or sends it a signal.
final class ContainerStop {

    private static final int DEFAULT_SECONDS = 10;

    /// Between two looks whether a container has ended.
    private static final Duration PAUSE = Duration.ofMillis(30);

    private final ContainerWatch watch;
    private final String id;
    private final ProcessOptions process;

    ContainerStop(ContainerWatch watch, String id, ProcessOptions process) {
        this.watch = watch;
        this.id = id;
        this.process = process;
    }

    /// Asks it to end, waits, and kills it if that takes too long; nothing is to be done if it does not
    /// run.
    void stop(Optional<String> signal, OptionalInt seconds) throws IOException {
        int number = signal.isPresent() ? SignalNames.parse(signal.get()) : stopSignal(process);
        int limit = seconds.orElse(process.stopSeconds().orElse(DEFAULT_SECONDS));
        if (!hasEnded()) {
            awaitStart();
            watch.signal(number);
            if (!awaitEnd(limit)) {
                end();
            }
        }
    }

    /// The name in an image is not checked when that is pulled.
    private static int stopSignal(ProcessOptions process) {
        try {
            return process.stopSignal().map(SignalNames::parse).orElse(Signals.TERM);
        } catch (IllegalArgumentException e) {
            return Signals.TERM;
        }
    }

    /// Sends it a signal, and waits for its end if that is KILL.
    ///
    /// @param typed what the user calls it
    void kill(String typed, int signal) throws IOException {
        if (hasEnded()) {
            throw new ContainerStoppedException(typed, id);
        }
        awaitStart();
        if (signal == Signals.KILL) {
            end();
        } else {
            watch.signal(signal);
        }
    }

    /// Kills it, and waits for its end.
    void end() throws IOException {
        do {
            watch.kill();
        } while (!awaitEnd(1));
    }

    /// A runtime that has only begun does not know the container yet.
    private void awaitStart() throws IOException {
        while (watch.status().state() == ContainerStatus.State.CREATED && watch.isWaitedFor()) {
            pause();
        }
    }

    /// @param seconds at most so long; negative for ever
    /// @return whether it has ended
    private boolean awaitEnd(int seconds) throws IOException {
        long begin = System.nanoTime();
        long limit = Duration.ofSeconds(Math.max(0, seconds)).toNanos();
        while (!hasEnded()) {
            if (seconds >= 0 && System.nanoTime() - begin >= limit) {
                return false;
            }
            pause();
        }
        return true;
    }

    /// Its end has also been noted, and what was to be removed is removed.
    private boolean hasEnded() throws IOException {
        return watch.status().state() != ContainerStatus.State.RUNNING && !watch.isWaitedFor();
    }

    private static void pause() throws InterruptedIOException {
        LockSupport.parkNanos(PAUSE.toNanos());
        if (Thread.interrupted()) {
            throw new InterruptedIOException("interrupted while a container was to end");
        }
    }
}
