package dev.lamina.engine.value.container;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/// How far a container has come.
///
/// @param state      one of the four
/// @param startedAt  when its command was started
/// @param finishedAt when its command ended; absent also if nobody was there to see it
/// @param exitCode   of its command, 128 plus the signal if one ended it, 255 if nobody was there to
///     see it; 0 before
/// @param pid        of its first process, as the host sees it; 0 unless it runs
/// @param fault      what cannot be read of the container on disk; absent if nothing is damaged
public record ContainerStatus(
        State state,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        int exitCode,
        long pid,
        Optional<String> fault) {

    /// The stages of a container.
    public enum State {
        CREATED,
        RUNNING,
        EXITED,
        /// Its record cannot be read any more: it can only be removed.
        DEAD
    }

    public ContainerStatus {
        requireNonNull(state, "state");
        requireNonNull(startedAt, "startedAt");
        requireNonNull(finishedAt, "finishedAt");
        requireNonNull(fault, "fault");
    }

    /// Returns the status of a container of which all can be read.
    public static ContainerStatus of(
            State state,
            Optional<Instant> startedAt,
            Optional<Instant> finishedAt,
            int exitCode,
            long pid) {
        return new ContainerStatus(state, startedAt, finishedAt, exitCode, pid, Optional.empty());
    }

    /// Returns this status of a container of which something cannot be read.
    public ContainerStatus withFault(String newFault) {
        return new ContainerStatus(
                state, startedAt, finishedAt, exitCode, pid, Optional.of(newFault));
    }
}
