/// The facade: pulls, pushes, lists, tags, removes, mounts and runs images.
///
/// [dev.lamina.engine.Engine] is all that a program needs. Each of its methods is a line or two: what
/// is done is in the packages below, by what it is about: `store`, `transfer`, `rootfs`, `bundle`,
/// `run`. Here is only what joins them: settings, the client of registries, the choice of a decoder.
@NullMarked
package dev.lamina.engine;

import org.jspecify.annotations.NullMarked;
