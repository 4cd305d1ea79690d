package dev.lamina.hub.web.account;

import dev.lamina.hub.web.frame.Field;
import dev.lamina.hub.web.frame.Frame;

import io.jstach.jstache.JStache;

import java.util.Optional;

/// Asks for a name and a password: of an account, or for a new one.
///
/// @param action     where the form goes
/// @param error      what is wrong with the form as a whole
/// @param other      the way to the other of the two
@JStache(path = "login")
record LoginPage(
        Frame frame,
        String heading,
        String action,
        Optional<String> error,
        Field name,
        Field password,
        String autocomplete,
        boolean needsInvitation,
        Field invitation,
        Optional<LinkView> other) {}
