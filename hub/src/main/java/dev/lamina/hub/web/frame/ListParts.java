package dev.lamina.hub.web.frame;

import dev.lamina.hub.catalog.repository.Search;
import dev.lamina.hub.catalog.tag.Activity;

/// What the pages show that list something of many repositories.
public record ListParts(Search search, Activity activity) {}
