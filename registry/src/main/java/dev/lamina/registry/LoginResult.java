package dev.lamina.registry;

import dev.lamina.registry.auth.Credential;

/// A registry accepted a login.
///
/// @param credential what to keep: the password, or the identity token that came in its place
public record LoginResult(Credential credential) {}
