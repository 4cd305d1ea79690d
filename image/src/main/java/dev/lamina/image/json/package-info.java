/// The documents of images as JSON: bounded reading that agrees with Go, canonical writing.
///
/// [Json] turns bytes into plain values and back; each `*Json` class does so for one document. The
/// values in `dev.lamina.image` know nothing of JSON.
@NullMarked
package dev.lamina.image.json;

import org.jspecify.annotations.NullMarked;
