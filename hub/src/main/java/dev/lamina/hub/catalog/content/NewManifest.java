package dev.lamina.hub.catalog.content;

import dev.lamina.image.Digest;

import java.util.List;
import java.util.Optional;

/// A manifest to be stored, and what it says.
///
/// @param manifest     its exact bytes
/// @param blobs        what must be there as blobs: config and layers
/// @param elsewhere    what is kept if it is there as a blob, but need not be
/// @param manifests    what must be there as manifests: those of an image index
/// @param subject      the manifest that it refers to
/// @param artifactType its type in a list of referrers
/// @param image        what is known of it, if it is an image
public record NewManifest(
        StoredManifest manifest,
        List<Digest> blobs,
        List<Digest> elsewhere,
        List<Digest> manifests,
        Optional<Digest> subject,
        Optional<String> artifactType,
        Optional<ImageFacts> image) {

    public NewManifest {
        blobs = List.copyOf(blobs);
        elsewhere = List.copyOf(elsewhere);
        manifests = List.copyOf(manifests);
    }
}
