package dev.lamina.engine.runtime;

import dev.lamina.engine.container.ContainerExit;
import dev.lamina.engine.container.ContainerPaths;
import dev.lamina.engine.stream.SignalForwarding;
import dev.lamina.engine.value.container.RunFailedException;
import dev.lamina.linux.LinuxException;
import dev.lamina.linux.Signals;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;

/// A container that conmon keeps.
///
/// @param pid of its first process
public record KeptContainer(
        Runtime runtime, String id, ContainerPaths paths, boolean cgroups, long pid)
        implements SignalForwarding.Receiver {

    /// Between two looks whether conmon has written the end down.
    private static final long PAUSE_NANOS = 1_000_000;

    /// Starts its command.
    ///
    /// @throws RunFailedException if it cannot be started
    public void start() throws IOException {
        Process process =
                RuntimeProcess.of(runtime.start(id, paths, cgroups))
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(Redirect.DISCARD)
                        .start();
        process.getOutputStream().close();
        try {
            if (process.waitFor() != 0) {
                Optional<RuntimeComplaint> complaint = RuntimeComplaint.last(paths.runtimeLog());
                throw complaint
                        .orElse(new RuntimeComplaint("the command could not be started"))
                        .toException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a container began");
        }
    }

    /// Waits until conmon has written the exit status down and tidied up.
    ///
    /// @return nothing if conmon was killed
    public OptionalInt awaitEnd() throws IOException {
        while (Keeper.isAlive(id, paths)) {
            LockSupport.parkNanos(PAUSE_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedIOException("interrupted while a container ran");
            }
        }
        Optional<ContainerExit> exit = ContainerExit.ofKeeper(id, paths);
        return exit.isPresent() ? OptionalInt.of(exit.get().code()) : OptionalInt.empty();
    }

    @Override
    public void signal(int signal) throws LinuxException {
        Signals.send(pid, signal);
    }

    @Override
    public void kill() throws LinuxException {
        if (Keeper.isAlive(id, paths)) {
            Signals.send(pid, Signals.KILL);
        }
    }
}
