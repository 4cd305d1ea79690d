package dev.lamina.engine.value.container;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/// How far a container has come.
///
/// @param state      one of the three
/// @param startedAt  when its command was started
/// @param finishedAt when its command ended; absent also if nobody was there to see it
/// @param exitCode   of its command, 128 plus the signal if one ended it, 255 if nobody was there to
///     see it; 0 before
/// @param pid        of its first process, as the host sees it; 0 unless it runs
public record ContainerStatus(
        State state,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        int exitCode,
        long pid) {

    /// What a container is doing.
    public enum State {
        CREATED,
        RUNNING,
        EXITED
    }

    public ContainerStatus {
        requireNonNull(state, "state");
    }
}
