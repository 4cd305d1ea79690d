package dev.lamina.testing.docs;

import dev.lamina.image.Attributes;
import dev.lamina.image.Bytes;
import dev.lamina.image.Compression;
import dev.lamina.image.Descriptor;
import dev.lamina.image.ImageConfig;
import dev.lamina.image.Manifest;
import dev.lamina.image.MediaType;
import dev.lamina.image.Platform;
import dev.lamina.image.Reference;
import dev.lamina.image.RunConfig;
import dev.lamina.image.TreePath;
import dev.lamina.image.json.ImageConfigJson;
import dev.lamina.image.json.ManifestJson;
import dev.lamina.image.layer.FileContent;
import dev.lamina.image.layer.LayerEntry;
import dev.lamina.image.layer.NewLayer;
import dev.lamina.registry.ClientOptions;
import dev.lamina.registry.ProgressCallback;
import dev.lamina.registry.RegistryClient;
import dev.lamina.registry.RegistryConfig;
import dev.lamina.registry.auth.CredentialStore;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An image of one layer with one file.
public final class OneFileImage {

    private OneFileImage() {}

    /// Makes the image and pushes it.
    public static void push(String repository, String path, String content) throws IOException {
        Bytes file = Bytes.utf8(content);
        var entry =
                new LayerEntry.RegularFile(
                        TreePath.parse(path),
                        Attributes.of(0644, 0, 0, Instant.EPOCH),
                        FileContent.contiguous(0, file.length()));
        var blob = new ByteArrayOutputStream();
        NewLayer layer =
                NewLayer.write(List.of(entry), wanted -> file.openStream(), Compression.GZIP, blob);
        var config =
                new ImageConfig(
                        Optional.empty(),
                        Optional.empty(),
                        Platform.ofHost("amd64"),
                        RunConfig.EMPTY,
                        List.of(layer.layerIndex().diffId()),
                        List.of(),
                        Optional.empty());
        push(
                Reference.parse(repository),
                Bytes.of(blob.toByteArray()),
                ImageConfigJson.write(config));
    }

    private static void push(Reference repository, Bytes layer, Bytes config) throws IOException {
        Descriptor layerDescriptor = Descriptor.of(MediaType.OCI_LAYER_GZIP, layer);
        Descriptor configDescriptor = Descriptor.of(MediaType.OCI_CONFIG, config);
        Manifest manifest = Manifest.of(configDescriptor, List.of(layerDescriptor));
        var options = ClientOptions.of("example/1.0", Map.of(), Path.of("/nonexistent"));
        try (var client =
                new RegistryClient(RegistryConfig.DEFAULT, CredentialStore.NONE, options)) {
            push(client, repository, layerDescriptor, layer);
            push(client, repository, configDescriptor, config);
            client.pushManifest(
                    repository.withDefaultTag(),
                    MediaType.OCI_MANIFEST,
                    ManifestJson.write(manifest));
        }
    }

    private static void push(
            RegistryClient client, Reference repository, Descriptor descriptor, Bytes bytes)
            throws IOException {
        client.pushBlob(
                repository, descriptor, offset -> from(bytes, offset), ProgressCallback.NONE);
    }

    private static InputStream from(Bytes bytes, long offset) throws IOException {
        InputStream in = bytes.openStream();
        in.skipNBytes(offset);
        return in;
    }
}
