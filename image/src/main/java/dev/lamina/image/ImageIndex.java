package dev.lamina.image;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Lists manifests by platform (image-spec 1.1, image-index.md; Docker calls it a manifest list).
///
/// @param mediaType [MediaType#OCI_INDEX] or [MediaType#DOCKER_MANIFEST_LIST]
/// @param manifests in the order of the document: of equally good ones the first is taken
public record ImageIndex(
        String mediaType,
        List<Descriptor> manifests,
        Optional<Descriptor> subject,
        Map<String, String> annotations,
        Optional<String> artifactType) {

    public ImageIndex {
        requireNonNull(mediaType, "mediaType");
        manifests = List.copyOf(manifests);
        requireNonNull(subject, "subject");
        annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
        requireNonNull(artifactType, "artifactType");
    }

    /// Returns an OCI image index.
    public static ImageIndex of(List<Descriptor> manifests) {
        return new ImageIndex(
                MediaType.OCI_INDEX, manifests, Optional.empty(), Map.of(), Optional.empty());
    }
}
