package dev.lamina.hub.upkeep;

import java.nio.file.Path;

/// The layout of a backup: see docs/formats/hub-backup.md.
record BackupDirectory(Path root) {

    /// A whole catalog; its blobs are all there.
    Path catalog() {
        return root.resolve("catalog.db");
    }

    /// Tells a backup from a hub, which may look the same; locked by who writes the backup.
    Path mark() {
        return root.resolve("lamina-backup");
    }

    /// A catalog whose blobs are being copied.
    Path newCatalog() {
        return root.resolve("catalog.db.new");
    }

    /// What SQLite has beside the new catalog while it is open.
    Path newCatalogLog() {
        return root.resolve("catalog.db.new-wal");
    }

    Path newCatalogMemory() {
        return root.resolve("catalog.db.new-shm");
    }
}
