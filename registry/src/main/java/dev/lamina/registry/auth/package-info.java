/// Who one is to a registry: challenges, tokens, and where credentials are kept.
///
/// A CREDENTIAL is what a user has; a TOKEN is what a token service gives for it, for a SCOPE and a
/// while.
@NullMarked
package dev.lamina.registry.auth;

import org.jspecify.annotations.NullMarked;
