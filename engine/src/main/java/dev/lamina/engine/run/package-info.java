/// Containers: from an image and options to a bundle, a runtime process, and what it leaves.
///
/// A BUNDLE is the directory that the RUNTIME, crun or runc, is given (OCI runtime-spec 1.0,
/// `bundle.md`).
@NullMarked
package dev.lamina.engine.run;

import org.jspecify.annotations.NullMarked;
