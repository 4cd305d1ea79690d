package dev.lamina.hub.web.account;

import dev.lamina.hub.web.frame.Frame;

import io.jstach.jstache.JStache;

import java.util.Optional;

/// Asks for a name and a password: of an account, or for a new one.
///
/// @param action     where the form goes
/// @param name       that was tried; may be empty
/// @param other      the way to the other of the two
@JStache(path = "login")
record LoginPage(
        Frame frame,
        String heading,
        String action,
        Optional<String> error,
        String name,
        String autocomplete,
        boolean needsInvitation,
        String invitation,
        Optional<LinkView> other) {}
