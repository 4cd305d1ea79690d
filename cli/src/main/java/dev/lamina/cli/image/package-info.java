/// Commands about images.
@NullMarked
package dev.lamina.cli.image;

import org.jspecify.annotations.NullMarked;
