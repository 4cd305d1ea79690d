/// A look into images: their steps, their merged files, where a file came from, and what differs
/// between two images. Nothing is unpacked; a layer is inflated once for its index, and once more for
/// the content of a file.
@NullMarked
package dev.lamina.hub.look;

import org.jspecify.annotations.NullMarked;
