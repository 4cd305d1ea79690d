/// The store, pulls and pushes, root file systems, containers.
@NullMarked
package dev.lamina.engine;

import org.jspecify.annotations.NullMarked;
