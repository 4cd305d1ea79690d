/// The values of container images: digests, references, descriptors, and the documents that tie
/// layers together. Everything else in Lamina speaks in these words.
///
/// All types here are immutable. The package knows no other package.
@NullMarked
package dev.lamina.image;

import org.jspecify.annotations.NullMarked;
