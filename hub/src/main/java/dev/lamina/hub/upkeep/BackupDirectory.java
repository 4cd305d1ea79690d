package dev.lamina.hub.upkeep;

import java.nio.file.Path;
import java.util.Set;

/// The layout of a backup: see docs/formats/hub-backup.md.
record BackupDirectory(Path root) {

    private static final String CATALOG = "catalog.db";
    private static final String NEW_CATALOG = "catalog.db.new";
    private static final String MARK = "lamina-backup";

    /// All that a backup has.
    static final Set<String> NAMES =
            Set.of(
                    CATALOG,
                    CATALOG + "-wal",
                    CATALOG + "-shm",
                    NEW_CATALOG,
                    NEW_CATALOG + "-wal",
                    NEW_CATALOG + "-shm",
                    MARK,
                    "blobs",
                    "uploads");

    /// A whole catalog; its blobs are all there.
    Path catalog() {
        return root.resolve(CATALOG);
    }

    /// Tells a backup from a hub, which may look the same; locked by who writes the backup.
    Path mark() {
        return root.resolve(MARK);
    }

    /// A catalog whose blobs are being copied.
    Path newCatalog() {
        return root.resolve(NEW_CATALOG);
    }

    /// What SQLite has beside the new catalog while it is open.
    Path newCatalogLog() {
        return root.resolve(NEW_CATALOG + "-wal");
    }

    Path newCatalogMemory() {
        return root.resolve(NEW_CATALOG + "-shm");
    }
}
