/// Commands about Lamina itself: `info` and `version`.
@NullMarked
package dev.lamina.cli.system;

import org.jspecify.annotations.NullMarked;
