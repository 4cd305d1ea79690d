package dev.lamina.hub.look;

import dev.lamina.hub.blob.BlobStore;
import dev.lamina.hub.blob.StoredBlob;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.content.Catalog;
import dev.lamina.hub.catalog.content.ManifestEntry;
import dev.lamina.hub.catalog.content.StoredManifest;
import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.ImageConfig;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.Manifest;
import dev.lamina.image.MediaType;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.json.ImageConfigJson;
import dev.lamina.image.json.ManifestJson;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/// Looks into the images of a hub.
public final class Looks {

    private static final long MAX_CONFIG_SIZE = 4 << 20;

    /// How much memory a document takes, in times of its size: many short texts, each as an object, and once
    /// more on the page that shows them.
    private static final long WEIGHT = 32;

    private final Catalog catalog;
    private final BlobStore store;
    private final LayerIndexes indexes;
    private final LookTurns turns = new LookTurns();
    private final KeptLooks kept = KeptLooks.forHeap(Runtime.getRuntime().maxMemory());

    /// @param derived where indexes of layers are kept; made if it is missing
    public Looks(Catalog catalog, BlobStore store, Path derived) {
        this.catalog = catalog;
        this.store = store;
        this.indexes = new LayerIndexes(store, derived);
    }

    /// Opens a look into an image of a repository; empty if it has no such manifest, or that is no
    /// image for one platform.
    ///
    /// @param memory for its documents
    /// @throws ImageFormatException if config and manifest do not fit together
    public Optional<ImageLook> image(RepositoryName repository, Digest digest, LookMemory memory)
            throws IOException {
        Optional<ManifestEntry> entry = catalog.manifests().entry(repository, digest);
        if (entry.isEmpty() || MediaType.isIndex(entry.get().mediaType())) {
            return Optional.empty();
        }
        memory.take(WEIGHT * entry.get().size());
        Optional<Bytes> content = content(repository, entry.get());
        if (content.isEmpty()) {
            return Optional.empty();
        }
        Manifest manifest =
                ManifestJson.parse(content.get(), entry.get().mediaType(), digest.toString());
        if (!MediaType.mayBeConfig(manifest.config().mediaType())) {
            return Optional.empty();
        }
        ImageConfig config;
        try {
            config = config(manifest.config().digest(), memory);
        } catch (ImageFormatException e) {
            if (MediaType.isConfig(manifest.config().mediaType())) {
                throw e;
            }
            return Optional.empty();
        }
        if (config.diffIds().size() != manifest.layers().size()) {
            throw new ImageFormatException(
                    "image " + digest,
                    -1,
                    "expected "
                            + manifest.layers().size()
                            + " diffIDs, got "
                            + config.diffIds().size());
        }
        // A manifest may name foreign layers that its repository does not hold, also such as a
        // private
        // repository does: they are not for whoever may read this one.
        for (Descriptor layer : manifest.layers()) {
            if (catalog.blobs().size(repository, layer.digest()).isEmpty()) {
                throw new NotFoundException("layer in this repository", layer.digest().toString());
            }
        }
        return Optional.of(new ImageLook(digest, manifest, config, indexes, turns, kept));
    }

    /// One that has gone meanwhile is not there.
    private Optional<Bytes> content(RepositoryName repository, ManifestEntry entry)
            throws IOException {
        return entry.content().isPresent()
                ? entry.content()
                : catalog.manifests().find(repository, entry.digest()).map(StoredManifest::content);
    }

    private ImageConfig config(Digest digest, LookMemory memory) throws IOException {
        try (StoredBlob blob =
                store.open(digest)
                        .orElseThrow(() -> new NotFoundException("blob", digest.toString()))) {
            if (blob.size() > MAX_CONFIG_SIZE) {
                throw new ImageFormatException(
                        "config " + digest,
                        -1,
                        "expected at most " + MAX_CONFIG_SIZE + " bytes, got " + blob.size());
            }
            memory.take(WEIGHT * blob.size());
            try (InputStream in = blob.openStream(0, blob.size())) {
                return ImageConfigJson.parse(Bytes.of(in.readAllBytes()), digest.toString());
            }
        }
    }
}
