package dev.lamina.hub.catalog.tag;

import dev.lamina.hub.catalog.Change;
import dev.lamina.image.Digest;

import java.util.Optional;

/// One move of a tag.
///
/// @param digest what it names since; empty if it was deleted
public record TagMove(Optional<Digest> digest, Change change) {}
