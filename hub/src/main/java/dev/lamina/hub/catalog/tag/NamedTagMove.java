package dev.lamina.hub.catalog.tag;

/// One move of one of the tags of a repository.
public record NamedTagMove(String tag, TagMove move) {}
