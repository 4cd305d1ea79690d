package dev.lamina.hub.web.frame;

import dev.lamina.hub.work.Lanes;

/// What the pages are about, by who asks for it, and what makes them.
public record WebParts(
        GateParts gate,
        RepositoryParts repositories,
        PeopleParts people,
        ListParts lists,
        Lanes lanes) {}
