package dev.lamina.image;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Ties a config to its layers, for one platform (image-spec 1.1, manifest.md).
///
/// @param mediaType    [MediaType#OCI_MANIFEST] or [MediaType#DOCKER_MANIFEST]
/// @param config       the config; its digest is the image ID
/// @param layers       lowest first, one for each diffID of the config
/// @param subject      the manifest that this one refers to
/// @param artifactType what an artifact is, when this is no image
public record Manifest(
        String mediaType,
        Descriptor config,
        List<Descriptor> layers,
        Optional<Descriptor> subject,
        Map<String, String> annotations,
        Optional<String> artifactType) {

    public Manifest {
        requireNonNull(mediaType, "mediaType");
        requireNonNull(config, "config");
        layers = List.copyOf(layers);
        requireNonNull(subject, "subject");
        annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
        requireNonNull(artifactType, "artifactType");
    }

    /// Returns an OCI image manifest.
    public static Manifest of(Descriptor config, List<Descriptor> layers) {
        return new Manifest(
                MediaType.OCI_MANIFEST,
                config,
                layers,
                Optional.empty(),
                Map.of(),
                Optional.empty());
    }
}
