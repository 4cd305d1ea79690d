package dev.lamina.hub.web.frame;

import java.util.Optional;

/// A field of a form, as it is shown.
///
/// @param id    on the page, for its label and its fault
/// @param name  in the form
/// @param text  that is in it
/// @param fault what is wrong with that, if it was sent and refused
public record Field(String id, String name, String text, Optional<String> fault) {}
