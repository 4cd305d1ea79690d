/// What `scripts/distribution` runs once, so that later starts are quick.
///
/// The JVM records which classes are loaded meanwhile and keeps them in the AOT cache (decision 0080).
/// Not used by any command.
@NullMarked
package dev.lamina.cli.training;

import org.jspecify.annotations.NullMarked;
