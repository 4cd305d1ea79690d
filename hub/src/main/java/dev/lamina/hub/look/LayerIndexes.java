package dev.lamina.hub.look;

import dev.lamina.hub.blob.BlobStore;
import dev.lamina.hub.blob.StoredBlob;
import dev.lamina.image.Descriptor;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.DigestAlgorithm;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.MediaType;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.compression.DecoderLimits;
import dev.lamina.image.compression.JdkGzipDecoder;
import dev.lamina.image.compression.LayerDecoder;
import dev.lamina.image.layer.LayerIndex;
import dev.lamina.image.layer.LayerIndexFile;
import dev.lamina.image.layer.LayerIndexer;
import dev.lamina.image.layer.LayerLimits;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The indexes of layers, made when they are first asked for and kept as files.
///
/// The files are derived: they may be deleted at any time, and each process of a hub may have its
/// own. Those that were not used for the longest time go when there are too many.
final class LayerIndexes {

    /// Larger blobs are not looked into.
    private static final long MAX_BLOB_SIZE = 4L << 30;

    /// Far less than what an engine takes: these are made for strangers.
    private static final DecoderLimits LIMITS = new DecoderLimits(8L << 30, 1L << 30, 250);

    /// Of one image; each takes some 150 bytes of memory.
    private static final int MAX_ENTRIES = 400_000;

    private static final LayerLimits LAYER_LIMITS =
            new LayerLimits(
                    LayerLimits.DEFAULT.tar(),
                    MAX_ENTRIES,
                    LayerLimits.DEFAULT.pathDepth(),
                    LayerLimits.DEFAULT.xattrs(),
                    LayerLimits.DEFAULT.xattrSize(),
                    LayerLimits.DEFAULT.xattrTotal(),
                    64 << 20);

    /// Of the tars of one image together, in bytes.
    private static final long MAX_TAR_SIZE = 16L << 30;

    /// Of all files together, in bytes.
    private static final long MAX_KEPT_SIZE = 1L << 30;

    private final BlobStore store;
    private final DerivedFiles files;
    private final FailedLooks failures = new FailedLooks(InstantSource.system());

    LayerIndexes(BlobStore store, Path directory) {
        this.store = store;
        this.files = new DerivedFiles(directory, MAX_KEPT_SIZE);
    }

    /// Returns the indexes of all layers of an image.
    ///
    /// @throws NotFoundException    if a blob is not there
    /// @throws ImageFormatException if one is no layer, is another one than the config says, or there
    ///     is more than is looked into
    List<LayerIndex> of(List<Descriptor> layers, List<DiffId> diffIds) throws IOException {
        var indexes = new ArrayList<LayerIndex>();
        long entries = 0;
        long size = 0;
        for (int i = 0; i < layers.size(); i++) {
            LayerIndex layer = of(layers.get(i), diffIds.get(i));
            entries += layer.entries().count();
            if (entries > MAX_ENTRIES) {
                throw new ImageFormatException(
                        "image",
                        -1,
                        "expected at most " + MAX_ENTRIES + " files to look into, got more");
            }
            size += layer.tarSize();
            if (size > MAX_TAR_SIZE) {
                throw new ImageFormatException(
                        "image",
                        -1,
                        "expected layers of at most " + MAX_TAR_SIZE + " bytes to look into");
            }
            indexes.add(layer);
        }
        return indexes;
    }

    /// The config may say of a layer what it will: it is believed only if it is so.
    private LayerIndex of(Descriptor layer, DiffId diffId) throws IOException {
        String name = layer.digest().hex();
        Optional<LayerIndex> kept = read(name);
        LayerIndex found = kept.isPresent() ? kept.get() : make(layer);
        if (!found.diffId().equals(diffId)) {
            throw new ImageFormatException(
                    "layer " + layer.digest(),
                    -1,
                    "expected the diffID " + diffId + " of the config, got " + found.diffId());
        }
        return found;
    }

    private Optional<LayerIndex> read(String name) throws IOException {
        try {
            Optional<InputStream> file = files.open(name);
            if (file.isEmpty()) {
                return Optional.empty();
            }
            try (InputStream in = new BufferedInputStream(file.get())) {
                return Optional.of(LayerIndexFile.read(in, name));
            }
        } catch (ImageFormatException e) {
            // Damaged: made again.
            return Optional.empty();
        }
    }

    /// To find out that a layer is none may take as long as to index one: it is not tried again soon.
    private LayerIndex make(Descriptor layer) throws IOException {
        if (!MediaType.isLayer(layer.mediaType())) {
            throw new ImageFormatException(
                    "layer " + layer.digest(), -1, "expected a layer, got " + layer.mediaType());
        }
        Optional<ImageFormatException> known = failures.of(layer.digest());
        if (known.isPresent()) {
            throw known.get();
        }
        try {
            return index(layer);
        } catch (ImageFormatException e) {
            failures.add(layer.digest(), e);
            throw e;
        }
    }

    private LayerIndex index(Descriptor layer) throws IOException {
        MessageDigest tarDigest = DigestAlgorithm.SHA256.newMessageDigest();
        var indexer = new LayerIndexer("layer " + layer.digest(), LAYER_LIMITS);
        try (InputStream tar = openTar(layer)) {
            byte[] buffer = new byte[64 << 10];
            for (int n = tar.read(buffer); n >= 0; n = tar.read(buffer)) {
                tarDigest.update(buffer, 0, n);
                indexer.accept(buffer, 0, n);
            }
        }
        LayerIndex made =
                indexer.finish(new DiffId(Digest.finish(DigestAlgorithm.SHA256, tarDigest)));
        files.keep(layer.digest().hex(), out -> LayerIndexFile.write(made, out));
        return made;
    }

    /// Opens the tar of a layer from its beginning.
    InputStream openTar(Descriptor layer) throws IOException {
        StoredBlob blob =
                store.open(layer.digest())
                        .orElseThrow(
                                () -> new NotFoundException("blob", layer.digest().toString()));
        boolean opened = false;
        try {
            if (blob.size() > MAX_BLOB_SIZE) {
                throw new ImageFormatException(
                        "layer " + layer.digest(),
                        -1,
                        "expected at most "
                                + MAX_BLOB_SIZE
                                + " bytes to look into, got "
                                + blob.size());
            }
            InputStream tar =
                    LayerDecoder.open(
                            new BufferedInputStream(blob.openStream(0, blob.size()), 64 << 10),
                            JdkGzipDecoder::new,
                            LIMITS,
                            "layer " + layer.digest());
            opened = true;
            return new BlobInput(tar, blob);
        } finally {
            if (!opened) {
                blob.close();
            }
        }
    }
}
