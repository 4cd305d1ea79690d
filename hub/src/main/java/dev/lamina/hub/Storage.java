package dev.lamina.hub;

import dev.lamina.hub.blob.BlobStore;
import dev.lamina.hub.blob.FileBlobStore;
import dev.lamina.hub.blob.s3.BucketAddress;
import dev.lamina.hub.blob.s3.S3BlobStore;
import dev.lamina.hub.db.Database;
import dev.lamina.hub.db.PostgresAddress;
import dev.lamina.hub.db.PrivateFiles;
import dev.lamina.hub.upkeep.Backup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// The two things that outlive a hub: the database of its catalog, and its blobs.
record Storage(Database database, BlobStore blobs) implements AutoCloseable {

    /// The embedded database's name in a data directory.
    static final String DATABASE = "catalog.db";

    /// What is given up when the embedded database has no room to delete.
    private static final String RESERVE = "reserve";

    /// Opens the storage of a hub, and makes what is missing.
    static Storage open(Path data, StorageSettings settings) throws IOException {
        PrivateFiles.createDirectories(data);
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
                ? S3BlobStore.open(bucket.get(), data.resolve("spool"), settings.hasBlobLinks())
                : FileBlobStore.open(data);
    }

    @Override
    public void close() {
        blobs.close();
        database.close();
    }
}
