package dev.lamina.hub.web.repository;

import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.content.ManifestEntry;
import dev.lamina.hub.web.frame.Links;
import dev.lamina.hub.web.frame.Words;

/// Something that refers to an image: a signature, a list of its parts.
///
/// @param link where it is shown
record ReferrerView(String type, String link, String digest, String size) {

    /// Without an artifact type a manifest is shown by its media type.
    static ReferrerView of(RepositoryName repository, ManifestEntry entry) {
        return new ReferrerView(
                entry.artifactType().orElse(entry.mediaType()),
                Links.image(repository, entry.digest()),
                entry.digest().toString(),
                Words.size(entry.size()));
    }
}
