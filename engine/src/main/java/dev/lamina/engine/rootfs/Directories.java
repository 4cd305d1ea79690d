package dev.lamina.engine.rootfs;

import dev.lamina.engine.disk.FileTrees;
import dev.lamina.engine.disk.IngestFailure;
import dev.lamina.engine.disk.PrivateDirectory;
import dev.lamina.engine.disk.StoreLock;
import dev.lamina.engine.store.Store;
import dev.lamina.image.ChainId;
import dev.lamina.image.DiffId;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// Unions as plain directories in the store, each made once.
final class Directories {

    private final Store store;

    Directories(Store store) {
        this.store = store;
    }

    /// Returns the directory of a union; made if it is missing.
    ///
    /// @param layers lowest first, at least one
    Path of(List<DiffId> layers) throws IOException {
        ChainId union = ChainId.of(layers);
        Path directory = store.paths().directory(union);
        try (StoreLock _ = store.use();
                StoreLock _ = store.lock("directory " + union)) {
            if (!Files.isDirectory(directory)) {
                Path ingest = store.paths().ingest().resolve("directory-" + union.hex());
                make(layers, ingest, directory);
            }
        }
        return directory;
    }

    private void make(List<DiffId> layers, Path ingest, Path directory) throws IOException {
        try {
            FileTrees.delete(ingest);
            Materializer.materialize(store, store.tree(layers).root(), ingest);
            PrivateDirectory.create(directory.getParent());
            Files.move(ingest, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            String what = "the files of the union " + ChainId.of(layers);
            throw new IngestFailure(store.paths().ingest(), what).of(e);
        }
    }
}
