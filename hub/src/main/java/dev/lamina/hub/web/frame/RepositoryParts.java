package dev.lamina.hub.web.frame;

import dev.lamina.hub.catalog.content.Catalog;
import dev.lamina.hub.catalog.repository.Repositories;
import dev.lamina.hub.catalog.repository.Stars;
import dev.lamina.hub.catalog.tag.TagRules;
import dev.lamina.hub.catalog.tag.Tags;
import dev.lamina.hub.look.Looks;

/// What the pages about one repository are about.
public record RepositoryParts(
        Catalog catalog,
        Repositories repositories,
        Stars stars,
        Tags tags,
        TagRules rules,
        Looks looks) {}
