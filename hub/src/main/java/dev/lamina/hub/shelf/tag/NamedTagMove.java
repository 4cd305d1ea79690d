package dev.lamina.hub.shelf.tag;

import dev.lamina.hub.catalog.TagMove;

/// One move of one of the tags of a repository.
public record NamedTagMove(String tag, TagMove move) {}
