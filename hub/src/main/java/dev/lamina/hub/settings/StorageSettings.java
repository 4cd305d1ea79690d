package dev.lamina.hub.settings;

import dev.lamina.hub.blob.s3.BucketAddress;
import dev.lamina.hub.db.PostgresAddress;

import java.util.Optional;

/// Where a hub keeps its catalog and its blobs; in its data directory, unless it is told otherwise.
public final class StorageSettings {

    /// Everything in the data directory.
    public static final StorageSettings EMBEDDED =
            new StorageSettings(Optional.empty(), Optional.empty(), false);

    private final Optional<PostgresAddress> database;
    private final Optional<BucketAddress> bucket;
    private final boolean blobLinks;

    private StorageSettings(
            Optional<PostgresAddress> database, Optional<BucketAddress> bucket, boolean blobLinks) {
        this.database = database;
        this.bucket = bucket;
        this.blobLinks = blobLinks;
    }

    /// Returns settings with the catalog in a PostgreSQL database, which must exist.
    ///
    /// @param address  `postgresql://USER[:PASSWORD]@HOST[:PORT]/DATABASE[?sslmode=MODE]`
    /// @param password in place of one in the address
    /// @throws IllegalArgumentException if the address is none
    public StorageSettings withDatabase(String address, Optional<String> password) {
        PostgresAddress parsed = PostgresAddress.parse(address);
        return new StorageSettings(
                Optional.of(password.map(parsed::withPassword).orElse(parsed)), bucket, blobLinks);
    }

    /// Returns settings with the blobs in a bucket of an object store, which must exist. Access keys
    /// are looked for where Amazon's programs look for them.
    ///
    /// @param address  `s3://BUCKET[/PREFIX]`
    /// @param endpoint of a store that is not Amazon's
    /// @param region   of the bucket, if the environment does not say it
    /// @throws IllegalArgumentException if one of them is not of its form
    public StorageSettings withBucket(
            String address, Optional<String> endpoint, Optional<String> region) {
        return new StorageSettings(
                database, Optional.of(BucketAddress.parse(address, endpoint, region)), blobLinks);
    }

    /// Returns settings in which clients are sent to the object store for the bytes of blobs.
    ///
    /// @throws IllegalArgumentException if blobs are not in a bucket
    public StorageSettings withBlobLinks() {
        if (bucket.isEmpty()) {
            throw new IllegalArgumentException(
                    "blob redirects: expected blobs in an object store, got the data directory");
        }
        return new StorageSettings(database, bucket, true);
    }

    /// For the hub itself; empty for the embedded database.
    @SuppressWarnings("exports")
    public Optional<PostgresAddress> database() {
        return database;
    }

    /// For the hub itself; empty for files of the data directory.
    @SuppressWarnings("exports")
    public Optional<BucketAddress> bucket() {
        return bucket;
    }

    /// Whether clients are sent to the object store.
    public boolean hasBlobLinks() {
        return blobLinks;
    }
}
