/// What `scripts/distribution` runs once, so that later starts are quick.
@NullMarked
package dev.lamina.cli.training;

import org.jspecify.annotations.NullMarked;
