package dev.lamina.engine.container;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/// A container whose record is there and cannot be read: a disk or a stranger damaged it. It can be
/// removed, and nothing else.
///
/// @param id      64 hexadecimal digits
/// @param changed when its directory was last changed
/// @param fault   what is wrong: `what, where: expected X, got Y`
public record UnreadableContainer(String id, Instant changed, String fault) {

    public UnreadableContainer {
        requireNonNull(id, "id");
        requireNonNull(changed, "changed");
        requireNonNull(fault, "fault");
    }
}
