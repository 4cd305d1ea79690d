package dev.lamina.engine.value.image;

import static java.util.Objects.requireNonNull;

import dev.lamina.image.Platform;

import java.util.Optional;

/// Wishes that a pull is told besides the reference.
///
/// @param platform which image of an index to take; absent for the engine's own platform
public record PullOptions(Optional<Platform> platform) {

    /// Pulls for the engine's own platform.
    public static final PullOptions DEFAULT = new PullOptions(Optional.empty());

    public PullOptions {
        requireNonNull(platform, "platform");
    }

    /// Returns options that ask for a platform.
    public static PullOptions of(Platform platform) {
        return new PullOptions(Optional.of(platform));
    }
}
