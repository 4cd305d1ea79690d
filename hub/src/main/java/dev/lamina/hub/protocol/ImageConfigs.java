package dev.lamina.hub.protocol;

import dev.lamina.http.Exchange;
import dev.lamina.hub.blob.BlobStore;
import dev.lamina.hub.blob.StoredBlob;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.content.Catalog;
import dev.lamina.hub.catalog.content.ImageFacts;
import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.Platform;
import dev.lamina.image.json.ImageConfigJson;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Looks into the configs of images that are pushed, for what lists show of them.
final class ImageConfigs {

    private static final String UNKNOWN = "unknown";

    private final Catalog catalog;
    private final BlobStore store;

    ImageConfigs(Catalog catalog, BlobStore store) {
        this.catalog = catalog;
        this.store = store;
    }

    /// Returns what is known of an image; empty if the manifest is none, or its config is missing in its
    /// repository or no config. A registry takes both.
    ///
    /// @param exchange has the memory for it
    Optional<ImageFacts> facts(
            Exchange exchange, RepositoryName repository, ManifestDocument manifest)
            throws IOException {
        if (manifest.imageConfig().isEmpty()) {
            return Optional.empty();
        }
        Descriptor config = manifest.imageConfig().get();
        if (catalog.blobs().size(repository, config.digest()).isEmpty()) {
            return Optional.empty();
        }
        Optional<StoredBlob> found = store.open(config.digest());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (StoredBlob blob = found.get()) {
            if (blob.size() > Limits.MAX_MANIFEST_SIZE) {
                return Optional.empty();
            }
            exchange.reserveMore(Limits.PARSED_WEIGHT * blob.size());
            return facts(read(blob), config, manifest.size());
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private static Bytes read(StoredBlob blob) throws IOException {
        try (InputStream in = blob.openStream(0, blob.size())) {
            return Bytes.of(in.readAllBytes());
        }
    }

    /// BuildKit keeps attestations beside images as images for `unknown/unknown`, which nobody can
    /// run: they are no images in a list.
    private static Optional<ImageFacts> facts(Bytes document, Descriptor config, long size) {
        try {
            Platform platform =
                    ImageConfigJson.parse(document, config.digest().toString()).platform();
            return platform.os().equals(UNKNOWN) && platform.architecture().equals(UNKNOWN)
                    ? Optional.empty()
                    : Optional.of(new ImageFacts(platform, size));
        } catch (ImageFormatException e) {
            return Optional.empty();
        }
    }
}
