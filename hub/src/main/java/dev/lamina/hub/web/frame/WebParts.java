package dev.lamina.hub.web.frame;

/// What the pages are about, by who asks for it.
public record WebParts(
        GateParts gate, RepositoryParts repositories, PeopleParts people, ListParts lists) {}
