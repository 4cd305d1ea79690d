/// Commands about containers and mounts.
@NullMarked
package dev.lamina.cli.container;

import org.jspecify.annotations.NullMarked;
