/// Containers on disk and in mind: the record of each, how it ended, its files, its name, and the shelf that
/// finds them. Knows nothing of how one is run.
@NullMarked
package dev.lamina.engine.container;

import org.jspecify.annotations.NullMarked;
