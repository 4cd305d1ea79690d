package dev.lamina.engine.store;

import dev.lamina.engine.disk.Ingest;
import dev.lamina.engine.disk.StoreFiles;
import dev.lamina.engine.disk.WritableFile;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.DigestMismatchException;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.layer.LayerIndex;
import dev.lamina.image.layer.LayerIndexFile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Uncompressed layers by diffID: a tar, its index, and a seal that says whether both can be
/// trusted. All three are derived from a blob.
public final class Layers {

    /// The blocks of which tars consist, and the EROFS images of unions too.
    private static final long BLOCK = 512;

    private final StorePaths paths;
    private final StoreFiles files;
    private final Optional<String> boot;
    private final Hashing hashing;

    Layers(StorePaths paths, StoreFiles files, Optional<String> boot, Hashing hashing) {
        this.paths = paths;
        this.files = files;
        this.boot = boot;
        this.hashing = hashing;
    }

    /// Tells whether the layer is there, and known to be what the blob contains.
    public boolean has(DiffId layer, Digest blob) throws IOException {
        Optional<Seal> seal = trusted(layer);
        return seal.isPresent() && seal.get().blobs().contains(blob);
    }

    /// Returns the size of the content of a layer in bytes; empty if nobody has noted it.
    public OptionalLong contentSize(DiffId layer) throws IOException {
        Optional<Seal> seal = seal(layer);
        return seal.isPresent() ? OptionalLong.of(seal.get().contentSize()) : OptionalLong.empty();
    }

    /// Returns the seal of a layer, whether it still holds or not.
    Optional<Seal> seal(DiffId layer) throws IOException {
        return Seal.read(paths.layerSeal(layer));
    }

    /// Returns the seal of a layer whose files can be used as they are.
    Optional<Seal> trusted(DiffId layer) throws IOException {
        Optional<Seal> seal = seal(layer).filter(found -> found.holdsIn(boot));
        if (seal.isEmpty()
                || size(paths.tar(layer)) != seal.get().size()
                || !Files.exists(paths.layerIndex(layer))) {
            return Optional.empty();
        }
        return seal;
    }

    /// Reads the index of a layer; empty if it is missing or damaged.
    Optional<LayerIndex> index(DiffId layer) throws IOException {
        Path path = paths.layerIndex(layer);
        try (InputStream in = Files.newInputStream(path)) {
            return Optional.of(LayerIndexFile.read(in, path.toString()))
                    .filter(index -> index.diffId().equals(layer));
        } catch (NoSuchFileException | ImageFormatException e) {
            return Optional.empty();
        }
    }

    /// Begins a layer whose tar is not in the store.
    ///
    /// @param blob what the tar comes out of; if it travels uncompressed, both will be one file
    public LayerIngest begin(DiffId layer, Digest blob) throws IOException {
        return layer.digest().equals(blob)
                ? beginOfBlob(layer)
                : begin(layer, Optional.of(beginTar(layer)));
    }

    private Ingest beginTar(DiffId layer) throws IOException {
        return Ingest.create(files, paths.ingest(), "tar-" + layer.hex(), what(layer));
    }

    /// Begins a layer whose tar is in the store, as its blob or from an earlier time.
    private LayerIngest beginOfBlob(DiffId layer) {
        return begin(layer, Optional.empty());
    }

    private LayerIngest begin(DiffId layer, Optional<Ingest> tar) {
        return new LayerIngest(this, layer, tar, hashing.begin(layer.digest().algorithm()));
    }

    /// Makes a verified layer visible; the seal, which makes it count, last.
    void commit(LayerIndex index, Optional<Ingest> tar, Digest blob) throws IOException {
        DiffId layer = index.diffId();
        Optional<Seal> known = trusted(layer);
        if (known.isPresent()) {
            write(layer, known.get().withBlob(blob));
            return;
        }
        files.delete(paths.layerSeal(layer));
        boolean linked = tar.isEmpty() && padding(index) == 0;
        if (linked) {
            files.delete(paths.tar(layer));
            files.link(paths.blob(blob), paths.tar(layer));
        } else if (tar.isEmpty()) {
            try (Ingest copy = beginTar(layer);
                    InputStream in = Files.newInputStream(paths.blob(blob))) {
                in.transferTo(copy.stream());
                commit(copy, index);
            }
        } else {
            commit(tar.get(), index);
        }
        boolean forced = linked || boot.isEmpty();
        seal(index, List.of(blob), forced ? Seal.FORCED : boot.get());
    }

    private void commit(Ingest tar, LayerIndex index) throws IOException {
        tar.write(new byte[padding(index)], 0, padding(index));
        if (boot.isEmpty()) {
            tar.force();
        }
        tar.commitUnforced(paths.tar(index.diffId()));
    }

    /// How many zeros a tar needs to end with a whole block. Some tools leave the last one short; the
    /// kernel could not read it then.
    private static int padding(LayerIndex index) {
        return (int) (-index.tarSize() & BLOCK - 1);
    }

    /// Reads a tar through whose seal is missing or of an earlier boot. If it is what its diffID
    /// says, it gets a new index and a seal that holds from now on; otherwise it is deleted, also
    /// if it was filled up.
    ///
    /// @return whether the layer is whole now
    boolean check(DiffId layer) throws IOException {
        Path path = paths.tar(layer);
        List<Digest> blobs = seal(layer).map(Seal::blobs).orElse(List.of());
        files.delete(paths.layerSeal(layer));
        try (InputStream tar = Files.newInputStream(path);
                LayerIngest ingest = beginOfBlob(layer)) {
            copy(tar, ingest);
            LayerIndex index = ingest.verify();
            if (padding(index) > 0) {
                files.delete(path);
                return false;
            }
            try (WritableFile checked = files.append(path)) {
                checked.force();
            }
            files.forceDirectory(paths.layers());
            seal(index, blobs, Seal.FORCED);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (ImageFormatException | DigestMismatchException e) {
            files.delete(path);
            return false;
        }
    }

    /// Reads all of a tar into a layer.
    static void copy(InputStream tar, LayerIngest layer) throws IOException {
        byte[] buffer = new byte[256 * 1024];
        int count;
        while ((count = tar.read(buffer)) >= 0) {
            layer.write(buffer, 0, count);
        }
    }

    private void seal(LayerIndex index, List<Digest> blobs, String since) throws IOException {
        DiffId layer = index.diffId();
        try (Ingest ingest =
                Ingest.create(files, paths.ingest(), "index-" + layer.hex(), what(layer))) {
            LayerIndexFile.write(index, ingest.stream());
            ingest.commitUnforced(paths.layerIndex(layer));
        }
        long size = index.tarSize() + padding(index);
        write(layer, new Seal(size, index.entries().contentSize(), layer.toString(), since, blobs));
    }

    private void write(DiffId layer, Seal seal) throws IOException {
        seal.write(files, paths.ingest(), what(layer), paths.layerSeal(layer));
    }

    private static String what(DiffId layer) {
        return "the layer " + layer;
    }

    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return -1;
        }
    }
}
