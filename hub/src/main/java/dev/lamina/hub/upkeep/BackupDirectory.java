package dev.lamina.hub.upkeep;

import java.nio.file.Path;

/// The layout of a backup: see docs/formats/hub-backup.md.
record BackupDirectory(Path root) {

    /// A whole catalog; its blobs are all there.
    Path catalog() {
        return root.resolve("catalog.db");
    }

    /// A catalog whose blobs are being copied.
    Path newCatalog() {
        return root.resolve("catalog.db.new");
    }
}
