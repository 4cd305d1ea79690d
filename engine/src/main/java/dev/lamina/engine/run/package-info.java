/// Containers: from an image and options to a runtime process, and what it leaves.
@NullMarked
package dev.lamina.engine.run;

import org.jspecify.annotations.NullMarked;
