/// The facade: pulls, pushes, lists, tags, removes, mounts and runs images.
@NullMarked
package dev.lamina.engine;

import org.jspecify.annotations.NullMarked;
