package dev.lamina.engine.value.container;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalInt;

/// How a container's first process begins and ends.
///
/// @param init        whether an init is the first process, which passes signals on and reaps what
///     others left
/// @param stopSignal  what asks it to end, as it was written; absent for what the image says, else TERM
/// @param stopSeconds how long it may take to end after that before it is killed; negative for ever;
///     absent for 10
public record ProcessOptions(boolean init, Optional<String> stopSignal, OptionalInt stopSeconds) {

    /// No init, and the image says how it ends.
    public static final ProcessOptions DEFAULT =
            new ProcessOptions(false, Optional.empty(), OptionalInt.empty());

    public ProcessOptions {
        requireNonNull(stopSignal, "stopSignal");
        requireNonNull(stopSeconds, "stopSeconds");
    }
}
