/// The commands about registries: who one is there.
@NullMarked
package dev.lamina.cli.registry;

import org.jspecify.annotations.NullMarked;
