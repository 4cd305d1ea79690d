/// Commands about containers: `run`, `ps`, `diff`, `rm`.
@NullMarked
package dev.lamina.cli.container;

import org.jspecify.annotations.NullMarked;
