package dev.lamina.hub.web.repository;

import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.StoredManifest;
import dev.lamina.hub.web.frame.Links;
import dev.lamina.hub.web.frame.Words;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.Manifest;
import dev.lamina.image.json.ManifestJson;

/// Something that refers to an image: a signature, a list of its parts.
///
/// @param link where it is shown
record ReferrerView(String type, String link, String digest, String size) {

    static ReferrerView of(RepositoryName repository, StoredManifest stored) {
        return new ReferrerView(
                type(stored),
                Links.image(repository, stored.digest()),
                stored.digest().toString(),
                Words.size(stored.content().length()));
    }

    /// distribution-spec 1.1, "Listing Referrers": without an artifact type it is the config's.
    private static String type(StoredManifest stored) {
        try {
            Manifest manifest =
                    ManifestJson.parse(
                            stored.content(), stored.mediaType(), stored.digest().toString());
            return manifest.artifactType().orElse(manifest.config().mediaType());
        } catch (ImageFormatException e) {
            return stored.mediaType();
        }
    }
}
