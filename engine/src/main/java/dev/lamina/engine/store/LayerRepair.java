package dev.lamina.engine.store;

import dev.lamina.engine.disk.StoreLock;
import dev.lamina.engine.value.image.StoreDamagedException;
import dev.lamina.image.Descriptor;
import dev.lamina.image.DiffId;
import dev.lamina.image.DigestMismatchException;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.compression.DecoderLimits;
import dev.lamina.image.compression.JdkGzipDecoder;
import dev.lamina.image.compression.LayerDecoder;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/// Makes a layer whole again: from its tar if that is what its diffID says, else from a blob.
final class LayerRepair {

    private final StorePaths paths;
    private final Locks locks;
    private final Blobs blobs;
    private final Layers layers;
    private final Listing listing;

    LayerRepair(StorePaths paths, Locks locks, Blobs blobs, Layers layers, Listing listing) {
        this.paths = paths;
        this.locks = locks;
        this.blobs = blobs;
        this.layers = layers;
        this.listing = listing;
    }

    /// Mends a layer. The caller has the store in use.
    ///
    /// @throws NotFoundException if no image of the store has such a layer
    /// @throws StoreDamagedException if its blobs are damaged too
    void mend(DiffId layer) throws IOException {
        try (StoreLock _ = locks.layer(layer)) {
            boolean whole = layers.trusted(layer).isPresent() && layers.index(layer).isPresent();
            if (!whole && !layers.check(layer)) {
                make(layer);
            }
        }
    }

    private void make(DiffId layer) throws IOException {
        Set<Descriptor> candidates = listing.blobsOf(layer);
        if (candidates.isEmpty()) {
            throw new NotFoundException("layer", layer.toString());
        }
        StoreDamagedException damage = null;
        for (Descriptor blob : candidates) {
            try {
                make(layer, blob);
                return;
            } catch (NotFoundException | ImageFormatException | DigestMismatchException e) {
                damage = new StoreDamagedException(paths.blob(blob.digest()), e.getMessage());
            }
        }
        throw damage;
    }

    private void make(DiffId layer, Descriptor blob) throws IOException {
        try (InputStream compressed = blobs.open(blob.digest());
                InputStream tar =
                        LayerDecoder.open(
                                compressed,
                                JdkGzipDecoder::new,
                                DecoderLimits.DEFAULT,
                                "layer " + blob.digest());
                LayerIngest ingest = layers.begin(layer, blob.digest())) {
            Layers.copy(tar, ingest);
            ingest.verify();
            ingest.commit(blob.digest());
        }
    }
}
