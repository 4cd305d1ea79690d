package dev.lamina.hub.upkeep;

import dev.lamina.hub.blob.BlobStore;
import dev.lamina.hub.blob.Durable;
import dev.lamina.hub.blob.FileBlobStore;
import dev.lamina.hub.blob.StoreVisitor;
import dev.lamina.hub.catalog.content.Inventory;
import dev.lamina.hub.db.Database;
import dev.lamina.hub.db.TableCopy;
import dev.lamina.hub.disk.PrivateDirectory;
import dev.lamina.hub.disk.PrivateFiles;
import dev.lamina.hub.settings.Watcher;
import dev.lamina.image.Digest;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Copies the content of a hub, which may be running, to a directory.
///
/// First one state of the catalog is copied, then its blobs, each compared with its digest on the
/// way. A blob that is gone because nothing needs it any more means that the state is too old; then
/// all begins again, with the blobs that are there already. The directory has a backup as soon as
/// its catalog has its name, and an older one until then.
public final class Backup {

    /// Each but the first is quick, because most blobs are there; a hub sweeps once an hour.
    private static final int MAX_ATTEMPTS = 50;

    private final Database database;
    private final BlobStore store;
    private final BackupDirectory target;

    public Backup(Database database, BlobStore store, Path target) {
        this.database = database;
        this.store = store;
        this.target = new BackupDirectory(target);
    }

    /// Makes the backup, and returns the blobs that it should have and has not.
    ///
    /// @throws IOException if the target is neither missing, nor empty, nor a backup, or if another
    ///     backup is being made there
    public List<Flaw> run(Watcher watcher) throws IOException {
        prepare();
        try (FileChannel mark = FileChannel.open(target.mark(), StandardOpenOption.WRITE);
                FileLock _ = lock(mark)) {
            return attempts(watcher);
        }
    }

    private FileLock lock(FileChannel mark) throws IOException {
        try {
            FileLock lock = mark.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            // Another thread of this process has it.
        }
        throw new IOException(target.root() + ": another backup is being made there");
    }

    private List<Flaw> attempts(Watcher watcher) throws IOException {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Optional<List<Flaw>> flaws = attempt(watcher);
            if (flaws.isPresent()) {
                return flaws.get();
            }
        }
        throw new IOException(
                "backup: the hub has removed blobs during each of " + MAX_ATTEMPTS + " attempts");
    }

    private void prepare() throws IOException {
        if (!isEmpty(target.root()) && !Files.exists(target.mark())) {
            throw new IOException(
                    target.root() + ": expected an empty directory or a backup, got another");
        }
        PrivateDirectory.claim(target.root(), BackupDirectory.NAMES);
        try {
            PrivateFiles.createNew(target.mark());
        } catch (FileAlreadyExistsException e) {
            // An older backup, or one that began at the same time; the lock is one's only.
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return true;
        }
        try (var entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    /// Makes a backup a hub, or what is left of one: a later backup does not overwrite it.
    public static void unmark(Path directory) throws IOException {
        Files.deleteIfExists(new BackupDirectory(directory).mark());
    }

    /// Returns nothing if the hub has removed a blob meanwhile.
    private Optional<List<Flaw>> attempt(Watcher watcher) throws IOException {
        Files.deleteIfExists(target.newCatalog());
        Files.deleteIfExists(target.newCatalogLog());
        Files.deleteIfExists(target.newCatalogMemory());
        List<Flaw> flaws = copyAll(watcher);
        var live = new Inventory(database);
        for (Flaw flaw : flaws) {
            if (!live.knows(flaw.digest())) {
                return Optional.empty();
            }
        }
        checkIsInOneFile();
        Durable.force(target.newCatalog());
        Durable.move(target.newCatalog(), target.catalog());
        removeOthers();
        return Optional.of(flaws);
    }

    /// Closing puts all of the catalog into the one file. It does not say so if that fails, as on a
    /// full disk; then the log stays (sqlite.org, "Write-Ahead Logging").
    private void checkIsInOneFile() throws IOException {
        if (Files.exists(target.newCatalogLog())) {
            throw new IOException(
                    target.newCatalog()
                            + ": expected the whole catalog in one file, got a rest beside it: the"
                            + " disk may be full; an older backup is as it was");
        }
    }

    private List<Flaw> copyAll(Watcher watcher) throws IOException {
        try (Database copy = Database.open(target.newCatalog());
                FileBlobStore blobs = FileBlobStore.open(target.root())) {
            TableCopy.copy(database, copy);
            var inventory = new Inventory(copy);
            var transfer = new BlobTransfer(store, blobs, inventory);
            var flaws = new ArrayList<Flaw>();
            EveryBlob.visit(inventory, watcher, blob -> transfer.copy(blob).ifPresent(flaws::add));
            return flaws;
        }
    }

    /// Only now: until the new catalog had its name, the older one needed its blobs.
    private void removeOthers() throws IOException {
        try (Database copy = Database.existing(target.catalog());
                FileBlobStore blobs = FileBlobStore.open(target.root())) {
            removeOthers(blobs, new Inventory(copy));
        }
    }

    private static void removeOthers(BlobStore blobs, Inventory inventory) throws IOException {
        blobs.visit(
                new StoreVisitor() {
                    @Override
                    public void blob(Digest digest, Instant modified) throws IOException {
                        if (!inventory.knows(digest)) {
                            blobs.delete(digest);
                        }
                    }

                    @Override
                    public void upload(UUID id, Instant modified) throws IOException {
                        blobs.upload(id).discard();
                    }
                });
    }
}
