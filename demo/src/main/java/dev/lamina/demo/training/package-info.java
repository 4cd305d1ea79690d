/// The training: what `scripts/distribution` has commands do once, so that later starts are quick.
///
/// The JVM records which classes are loaded meanwhile and keeps them in the AOT cache (decision 0080). This
/// package serves the image and says what is to be run; `cli` runs it, in the very runtime that is trained.
@NullMarked
package dev.lamina.demo.training;

import org.jspecify.annotations.NullMarked;
