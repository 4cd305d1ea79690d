package dev.lamina.demo;

import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.ImageConfig;
import dev.lamina.image.Manifest;
import dev.lamina.image.MediaType;
import dev.lamina.image.Platform;
import dev.lamina.image.RunConfig;
import dev.lamina.image.json.ImageConfigJson;
import dev.lamina.image.json.ManifestJson;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An image that is ready to be pushed.
///
/// @param repository the last name of an official repository: `nginx`
/// @param tags       what the hub shall know it by
/// @param layers     lowest first
record MadeImage(
        String repository,
        List<String> tags,
        List<PackedLayer> layers,
        Bytes config,
        Bytes manifest) {

    MadeImage {
        tags = List.copyOf(tags);
        layers = List.copyOf(layers);
    }

    /// Writes the documents of an image.
    static MadeImage of(
            String repository,
            List<String> tags,
            List<PackedLayer> layers,
            RunConfig run,
            Instant created,
            Platform platform,
            List<ImageConfig.History> history) {
        var config =
                new ImageConfig(
                        Optional.of(created),
                        Optional.empty(),
                        platform,
                        run,
                        layers.stream().map(PackedLayer::diffId).toList(),
                        history,
                        Optional.empty());
        Bytes configBytes = ImageConfigJson.write(config);
        Manifest manifest =
                Manifest.of(
                        Descriptor.of(MediaType.OCI_CONFIG, configBytes),
                        layers.stream().map(PackedLayer::descriptor).toList());
        return new MadeImage(repository, tags, layers, configBytes, ManifestJson.write(manifest));
    }

    /// A step that made a layer.
    static ImageConfig.History layerBy(Instant created, String command) {
        return new ImageConfig.History(
                Optional.of(created),
                Optional.of(command),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /// A step that only set something.
    static ImageConfig.History setBy(Instant created, String instruction) {
        return new ImageConfig.History(
                Optional.of(created),
                Optional.of(instruction),
                Optional.empty(),
                Optional.empty(),
                true);
    }
}
