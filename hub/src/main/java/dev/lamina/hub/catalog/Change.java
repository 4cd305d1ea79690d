package dev.lamina.hub.catalog;

import java.time.Instant;

/// When something was changed, and by whom.
///
/// @param by an account, or `anonymous`
public record Change(Instant at, String by) {}
