package dev.lamina.engine.store;

import dev.lamina.engine.disk.PrivateDirectory;
import dev.lamina.engine.disk.StoreFiles;
import dev.lamina.image.DigestAlgorithm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The ground on which all parts of a store stand: its paths, the way to change its files, its locks, and
/// the directories, which are closed to others.
public final class StoreRoot {

    private final StorePaths paths;
    private final StoreFiles files;
    private final Locks locks;
    private volatile boolean claimed;

    /// Nothing is read, made or locked yet.
    public StoreRoot(StorePaths paths, StoreFiles files) {
        this.paths = paths;
        this.files = files;
        this.locks = new Locks(paths);
    }

    public StorePaths paths() {
        return paths;
    }

    /// All changes of the disk go through these.
    public StoreFiles files() {
        return files;
    }

    public Locks locks() {
        return locks;
    }

    /// Makes the directories that a store needs and that are not there.
    ///
    /// @throws IOException also if others own or could change the store, or its place
    public void prepare() throws IOException {
        if (!Files.exists(paths.root())) {
            PrivateDirectory.checkPlace(paths.root());
            createRoot();
        }
        claim();
        for (Path directory : directories()) {
            if (!Files.exists(directory)) {
                files.createDirectories(directory);
            }
        }
    }

    /// Closes a store that is there to others, once for each time that it is opened.
    ///
    /// @throws IOException if others own or could change it, or its place
    public void claim() throws IOException {
        if (!claimed && Files.exists(paths.root())) {
            PrivateDirectory.checkPlace(paths.root());
            PrivateDirectory.close(paths.root(), paths.names());
            claimed = true;
        }
    }

    /// Images may hold secrets, and programs with the set-user-ID bit.
    private void createRoot() throws IOException {
        files.createPrivateDirectory(paths.root());
        files.forceDirectory(paths.root().getParent());
    }

    private List<Path> directories() {
        return List.of(
                paths.blobs(DigestAlgorithm.SHA256),
                paths.layers(),
                paths.unions(),
                paths.ingest(),
                paths.leases(),
                paths.locks());
    }
}
