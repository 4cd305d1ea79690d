/// The commands that show all that is known of an image or a container.
@NullMarked
package dev.lamina.cli.inspect;

import org.jspecify.annotations.NullMarked;
