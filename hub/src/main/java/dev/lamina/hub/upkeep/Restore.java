package dev.lamina.hub.upkeep;

import dev.lamina.hub.blob.BlobStore;
import dev.lamina.hub.blob.FileBlobStore;
import dev.lamina.hub.catalog.content.Inventory;
import dev.lamina.hub.db.Database;
import dev.lamina.hub.db.TableCopy;
import dev.lamina.hub.settings.Watcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Gives an empty hub the content of a backup: first the blobs, then, in one transaction, the
/// catalog. Until then nothing is visible, and a restore that broke off can be begun again.
public final class Restore {

    private final BackupDirectory source;
    private final Database database;
    private final BlobStore store;

    public Restore(Path source, Database database, BlobStore store) {
        this.source = new BackupDirectory(source);
        this.database = database;
        this.store = store;
    }

    /// Restores, and returns the blobs that the backup should have and has not.
    ///
    /// @throws IOException if the source is no backup, or the hub is in use
    public List<Flaw> run(Watcher watcher) throws IOException {
        if (!TableCopy.isEmpty(database)) {
            throw new IOException(
                    "restore: expected an empty hub, got one with accounts or repositories in "
                            + database);
        }
        try (var catalog = new CatalogCopy(source.catalog());
                FileBlobStore blobs = FileBlobStore.open(source.root())) {
            var inventory = new Inventory(catalog.database());
            var transfer = new BlobTransfer(blobs, store, inventory);
            var flaws = new ArrayList<Flaw>();
            EveryBlob.visit(inventory, watcher, blob -> transfer.copy(blob).ifPresent(flaws::add));
            TableCopy.copy(catalog.database(), database);
            return flaws;
        }
    }
}
