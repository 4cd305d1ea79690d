/// Root file systems: the union of an image as the kernel shows it, read-only, or with a read-write
/// layer on top.
@NullMarked
package dev.lamina.engine.rootfs;

import org.jspecify.annotations.NullMarked;
