/// The commands that show how things are inside, for those who look for a fault or work on Lamina.
@NullMarked
package dev.lamina.cli.debug;

import org.jspecify.annotations.NullMarked;
