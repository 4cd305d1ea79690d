package dev.lamina.hub;

import dev.lamina.hub.blob.BlobStore;
import dev.lamina.hub.blob.FileBlobStore;
import dev.lamina.hub.blob.s3.BucketAddress;
import dev.lamina.hub.blob.s3.S3BlobStore;
import dev.lamina.hub.db.Database;
import dev.lamina.hub.db.PostgresAddress;
import dev.lamina.hub.disk.PrivateDirectory;
import dev.lamina.hub.settings.StorageSettings;
import dev.lamina.hub.upkeep.Backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// The two things that outlive a hub: the database of its catalog, and its blobs.
record Storage(Database database, BlobStore blobs) implements AutoCloseable {

    /// The embedded database's name in a data directory.
    static final String DATABASE = "catalog.db";

    /// Indexes of layers, for looks into images.
    static final String LOOK = "look";

    private static final String SPOOL = "spool";

    /// What is given up when the embedded database has no room to delete.
    private static final String RESERVE = "reserve";

    /// All that a hub has in its data directory; see docs/formats/hub-blobs.md.
    private static final Set<String> NAMES =
            Set.of(
                    DATABASE,
                    DATABASE + "-wal",
                    DATABASE + "-shm",
                    DATABASE + "-journal",
                    RESERVE,
                    "blobs",
                    "uploads",
                    LOOK,
                    SPOOL);

    /// Opens the storage of a hub, and makes what is missing.
    static Storage open(Path data, StorageSettings settings) throws IOException {
        PrivateDirectory.claim(data, NAMES);
        Backup.unmark(data);
        Optional<PostgresAddress> server = settings.database();
        return of(
                server.isPresent()
                        ? Database.open(server.get())
                        : Database.open(data.resolve(DATABASE), data.resolve(RESERVE)),
                data,
                settings);
    }

    /// Opens the storage that a hub of this version has used.
    static Storage existing(Path data, StorageSettings settings) throws IOException {
        if (Files.exists(data)) {
            PrivateDirectory.claim(data, NAMES);
        }
        Optional<PostgresAddress> server = settings.database();
        return of(
                server.isPresent()
                        ? Database.existing(server.get())
                        : Database.existing(data.resolve(DATABASE), data.resolve(RESERVE)),
                data,
                settings);
    }

    private static Storage of(Database database, Path data, StorageSettings settings)
            throws IOException {
        try {
            return new Storage(database, blobs(data, settings));
        } catch (IOException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static BlobStore blobs(Path data, StorageSettings settings) throws IOException {
        Optional<BucketAddress> bucket = settings.bucket();
        return bucket.isPresent()
                ? S3BlobStore.open(bucket.get(), data.resolve(SPOOL), settings.hasBlobLinks())
                : FileBlobStore.open(data);
    }

    @Override
    public void close() {
        blobs.close();
        database.close();
    }
}
