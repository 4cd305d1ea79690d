package dev.lamina.hub.web.frame;

import dev.lamina.hub.catalog.Catalog;
import dev.lamina.hub.look.Looks;
import dev.lamina.hub.shelf.Shelf;
import dev.lamina.hub.shelf.Stars;
import dev.lamina.hub.shelf.tag.TagRules;
import dev.lamina.hub.shelf.tag.TagShelf;

/// What the pages about one repository are about.
public record RepositoryParts(
        Catalog catalog, Shelf shelf, Stars stars, TagShelf tags, TagRules rules, Looks looks) {}
