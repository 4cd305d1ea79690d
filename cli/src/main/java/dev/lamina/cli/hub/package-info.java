/// The commands of the hub.
@NullMarked
package dev.lamina.cli.hub;

import org.jspecify.annotations.NullMarked;
