/// A layer: one tar, and our list of its entries, the layer index. (The field calls such a list a
/// TOC, a table of contents.)
@NullMarked
package dev.lamina.image.layer;

import org.jspecify.annotations.NullMarked;
