package dev.lamina.engine.value.image;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// Whether and how images can be mounted here.
///
/// @param way    the way that is taken; absent if there is none
/// @param reason why that one, or what would be needed, in a sentence for the user
public record MountSupport(Optional<MountWay> way, String reason) {

    public MountSupport {
        requireNonNull(reason, "reason");
    }
}
