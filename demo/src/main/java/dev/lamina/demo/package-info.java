/// The demo: makes real images from this machine's own packages, serves them from an embedded hub,
/// and then does what a user does. A step is one class.
@NullMarked
package dev.lamina.demo;

import org.jspecify.annotations.NullMarked;
