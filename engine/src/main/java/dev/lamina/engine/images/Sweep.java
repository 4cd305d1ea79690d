package dev.lamina.engine.images;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.lamina.engine.disk.FileTrees;
import dev.lamina.engine.disk.StoreFiles;
import dev.lamina.engine.disk.StoreLock;
import dev.lamina.engine.store.Lease;
import dev.lamina.engine.store.Locks;
import dev.lamina.engine.store.Store;
import dev.lamina.engine.store.StorePaths;
import dev.lamina.engine.store.StoreRoot;
import dev.lamina.engine.value.image.StoreDamagedException;
import dev.lamina.image.ChainId;
import dev.lamina.image.Descriptor;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.DigestAlgorithm;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.NotFoundException;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Deletes what no image and no lease needs.
///
/// It runs alone: while anybody adds content it does not begin, and who adds content waits until it
/// has ended. The roots are the list of images and the leases.
final class Sweep {

    private final StorePaths paths;
    private final StoreFiles files;
    private final ImageList list;
    private final Catalog catalog;
    private final Store store;
    private final Set<Path> needed = new HashSet<>();

    Sweep(StoreRoot root, ImageList list, Catalog catalog, Store store) {
        this.paths = root.paths();
        this.files = root.files();
        this.list = list;
        this.catalog = catalog;
        this.store = store;
    }

    /// Sweeps, unless somebody adds content; then the last of those will.
    void run(Locks locks) throws IOException {
        Optional<StoreLock> alone = locks.trySweep();
        if (alone.isEmpty()) {
            return;
        }
        try (StoreLock _ = alone.get()) {
            sweep(paths.ingest());
            if (!mark()) {
                return;
            }
            for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
                sweep(paths.blobs(algorithm));
            }
            sweep(paths.directories());
            sweep(paths.unions());
            sweep(paths.layers());
            sweep(paths.leases());
        }
    }

    /// Deletes what writes have begun and not ended, unless somebody adds content.
    ///
    /// @return whether there was something
    boolean sweepIngest(Locks locks) throws IOException {
        Optional<StoreLock> alone = locks.trySweep();
        if (alone.isEmpty()) {
            return false;
        }
        try (StoreLock _ = alone.get()) {
            return sweep(paths.ingest()) > 0;
        }
    }

    /// @return whether it is known what every image needs; otherwise nothing may be deleted
    private boolean mark() throws IOException {
        List<ImageEntry> entries = list.read();
        try {
            Set<List<Digest>> seen = new HashSet<>();
            for (ImageEntry entry : entries) {
                if (seen.add(entry.documents())) {
                    markBlob(entry.target().digest());
                    catalog.readAll(entry, this::markBlob).forEach(this::mark);
                }
            }
        } catch (NotFoundException | StoreDamagedException | ImageFormatException e) {
            return false;
        }
        for (Lease lease : store.leases()) {
            needed.add(paths.lease(lease.name()));
            markLayers(lease.layers());
            markFormerDirectory(lease.layers());
        }
        return true;
    }

    /// A container that an earlier version started may still run on it.
    private void markFormerDirectory(List<DiffId> layers) {
        if (!layers.isEmpty()) {
            needed.add(paths.directories().resolve(ChainId.of(layers).hex()));
        }
    }

    private void mark(StoredImage image) {
        markBlob(image.descriptor().digest());
        markBlob(image.id());
        for (Descriptor layer : image.manifest().layers()) {
            markBlob(layer.digest());
        }
        markLayers(image.layers());
    }

    private void markBlob(Digest digest) {
        needed.add(paths.blob(digest));
    }

    private void markLayers(List<DiffId> layers) {
        for (DiffId layer : layers) {
            needed.add(paths.tar(layer));
            needed.add(paths.layerIndex(layer));
            needed.add(paths.layerSeal(layer));
        }
        if (!layers.isEmpty()) {
            ChainId union = ChainId.of(layers);
            needed.add(paths.union(union));
            needed.add(paths.unionSeal(union));
            needed.add(paths.directory(union));
        }
    }

    /// @return how many entries of the directory were deleted
    private int sweep(Path directory) throws IOException {
        List<Path> rubbish = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (!needed.contains(entry)) {
                    rubbish.add(entry);
                }
            }
        } catch (NoSuchFileException e) {
            return 0;
        }
        for (Path file : rubbish) {
            if (Files.isDirectory(file, NOFOLLOW_LINKS)) {
                FileTrees.delete(file);
            } else {
                files.delete(file);
            }
        }
        return rubbish.size();
    }
}
