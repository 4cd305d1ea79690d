/// Commands about Lamina itself, registries and the hub.
@NullMarked
package dev.lamina.cli.system;

import org.jspecify.annotations.NullMarked;
