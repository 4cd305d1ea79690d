/// Speaks to remote registries.
@NullMarked
package dev.lamina.registry;

import org.jspecify.annotations.NullMarked;
