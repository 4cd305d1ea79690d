/// The orders to a runtime: the rules and documents that make an image's config and a user's options
/// into a BUNDLE, the directory that the RUNTIME, crun or runc, is given (OCI runtime-spec 1.0,
/// `bundle.md`, `config.md`).
@NullMarked
package dev.lamina.engine.bundle;

import org.jspecify.annotations.NullMarked;
