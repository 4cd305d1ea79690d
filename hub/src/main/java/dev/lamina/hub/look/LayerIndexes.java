package dev.lamina.hub.look;

import dev.lamina.hub.blob.BlobStore;
import dev.lamina.hub.blob.StoredBlob;
import dev.lamina.image.Compression;
import dev.lamina.image.Descriptor;
import dev.lamina.image.DiffId;
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
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/// The indexes of layers, made when they are first asked for and kept as files.
///
/// The files are derived: they may be deleted at any time, and each process of a hub may have its
/// own. The diffIDs in them are what configs say; nobody relies on them here.
final class LayerIndexes {

    /// A hub has other work than to inflate layers.
    private static final int MAX_INFLATED_AT_ONCE = 2;

    /// Larger blobs are not looked into.
    private static final long MAX_BLOB_SIZE = 4L << 30;

    /// A tenth of what an engine takes: these are made for strangers.
    private static final DecoderLimits LIMITS = new DecoderLimits(32L << 30, 1L << 30, 250);

    private final BlobStore store;
    private final Path directory;
    private final Semaphore inflating = new Semaphore(MAX_INFLATED_AT_ONCE);

    LayerIndexes(BlobStore store, Path directory) {
        this.store = store;
        this.directory = directory;
    }

    /// Returns the index of a layer.
    ///
    /// @throws NotFoundException    if the blob is not there
    /// @throws ImageFormatException if it is no layer, or a larger one than is looked into
    LayerIndex of(Descriptor layer, DiffId diffId) throws IOException {
        Path file = directory.resolve(layer.digest().hex() + "-" + diffId.hex());
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return LayerIndexFile.read(in, file.toString());
        } catch (NoSuchFileException | ImageFormatException e) {
            return make(layer, diffId, file);
        }
    }

    private LayerIndex make(Descriptor layer, DiffId diffId, Path file) throws IOException {
        LayerIndex made;
        acquire();
        try (InputStream tar = openTar(layer)) {
            var indexer = new LayerIndexer("layer " + layer.digest(), LayerLimits.DEFAULT);
            byte[] buffer = new byte[64 << 10];
            for (int n = tar.read(buffer); n >= 0; n = tar.read(buffer)) {
                indexer.accept(buffer, 0, n);
            }
            made = indexer.finish(diffId);
        } finally {
            inflating.release();
        }
        keep(made, file);
        return made;
    }

    private void acquire() throws IOException {
        try {
            inflating.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting to read a layer", e);
        }
    }

    /// Whole, or not at all: several may make the same one at once.
    private void keep(LayerIndex made, Path file) throws IOException {
        Files.createDirectories(directory);
        Path unfinished = directory.resolve("new-" + UUID.randomUUID());
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
                LayerIndexFile.write(made, out);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /// Opens the tar of a layer from its beginning.
    InputStream openTar(Descriptor layer) throws IOException {
        Compression compression =
                MediaType.layerCompression(layer.mediaType())
                        .orElseThrow(
                                () ->
                                        new ImageFormatException(
                                                "layer " + layer.digest(),
                                                -1,
                                                "expected a layer, got " + layer.mediaType()));
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
                            compression,
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
