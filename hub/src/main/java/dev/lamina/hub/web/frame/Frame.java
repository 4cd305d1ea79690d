package dev.lamina.hub.web.frame;

import java.util.Optional;

/// What all pages have around them.
///
/// @param title           of the page
/// @param hubName         of the hub
/// @param query           what was searched for; may be empty
/// @param account         who is logged in
/// @param isAdministrator whether that is an administrator
/// @param formToken       that forms carry
/// @param service         host and port, as in the names of images
/// @param notice          what has just been done
public record Frame(
        String title,
        String hubName,
        String style,
        String script,
        String icon,
        String query,
        Optional<String> account,
        boolean isAdministrator,
        String formToken,
        String service,
        Optional<String> notice) {}
