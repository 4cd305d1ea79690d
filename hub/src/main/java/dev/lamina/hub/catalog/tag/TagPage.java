package dev.lamina.hub.catalog.tag;

import java.util.List;

/// A page of tags.
///
/// @param total how many there are on all pages
public record TagPage(List<TagRow> tags, long total) {

    public TagPage {
        tags = List.copyOf(tags);
    }
}
