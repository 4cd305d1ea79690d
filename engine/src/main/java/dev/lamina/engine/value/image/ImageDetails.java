package dev.lamina.engine.value.image;

import static java.util.Objects.requireNonNull;

import dev.lamina.image.Bytes;
import dev.lamina.image.ChainId;
import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.ImageConfig;
import dev.lamina.image.Manifest;
import dev.lamina.image.Reference;

import java.util.List;
import java.util.Optional;

/// All that the store knows of one image.
///
/// @param target         what the image's references point at: its manifest, or an index of it
/// @param manifestDescriptor the manifest; equal to the target unless that is an index
/// @param manifest       the manifest
/// @param manifestBytes  the exact bytes of the manifest
/// @param config         the config
/// @param configBytes    the exact bytes of the config
/// @param tags           the references `name:tag` that name it, sorted
/// @param repoDigests    the references `name@digest` that name it, sorted
/// @param layerSizes     for each layer the size of its content in bytes
public record ImageDetails(
        Descriptor target,
        Descriptor manifestDescriptor,
        Manifest manifest,
        Bytes manifestBytes,
        ImageConfig config,
        Bytes configBytes,
        List<Reference> tags,
        List<Reference> repoDigests,
        List<Long> layerSizes) {

    public ImageDetails {
        requireNonNull(target, "target");
        requireNonNull(manifestDescriptor, "manifestDescriptor");
        requireNonNull(manifest, "manifest");
        requireNonNull(manifestBytes, "manifestBytes");
        requireNonNull(config, "config");
        requireNonNull(configBytes, "configBytes");
        tags = List.copyOf(tags);
        repoDigests = List.copyOf(repoDigests);
        layerSizes = List.copyOf(layerSizes);
    }

    /// The image ID: the digest of the config.
    public Digest id() {
        return manifest.config().digest();
    }

    /// The chainID of all layers; absent if the image has none.
    public Optional<ChainId> chainId() {
        return config.diffIds().isEmpty()
                ? Optional.empty()
                : Optional.of(ChainId.of(config.diffIds()));
    }

    /// The size of the content of all layers, in bytes.
    public long size() {
        return layerSizes.stream().mapToLong(Long::longValue).sum();
    }
}
