package dev.lamina.engine.value.image;

import static java.util.Objects.requireNonNull;

import dev.lamina.image.Descriptor;
import dev.lamina.image.Reference;

/// The outcome of a push.
///
/// @param reference where to, with its tag
/// @param target    the manifest or index that the reference now names there
public record PushResult(Reference reference, Descriptor target) {

    public PushResult {
        requireNonNull(reference, "reference");
        requireNonNull(target, "target");
    }
}
