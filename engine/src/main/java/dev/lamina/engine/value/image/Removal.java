package dev.lamina.engine.value.image;

import dev.lamina.image.Digest;
import dev.lamina.image.Reference;

/// One effect of removing an image, in the order in which they happened.
public sealed interface Removal {

    /// A reference no longer names the image.
    record Untagged(Reference reference) implements Removal {}

    /// An image, by its ID, or a layer stack, by its chainID, is gone.
    record Deleted(Digest digest) implements Removal {}
}
