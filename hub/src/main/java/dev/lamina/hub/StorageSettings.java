package dev.lamina.hub;

import dev.lamina.hub.db.PostgresAddress;

import java.util.Optional;

/// Where a hub keeps its catalog and its blobs; in its data directory, unless it is told otherwise.
public final class StorageSettings {

    /// Everything in the data directory.
    public static final StorageSettings EMBEDDED = new StorageSettings(Optional.empty());

    private final Optional<PostgresAddress> database;

    private StorageSettings(Optional<PostgresAddress> database) {
        this.database = database;
    }

    /// Returns settings with the catalog in a PostgreSQL database, which must exist.
    ///
    /// @param address  `postgresql://USER[:PASSWORD]@HOST[:PORT]/DATABASE[?sslmode=MODE]`
    /// @param password in place of one in the address
    /// @throws IllegalArgumentException if the address is none
    public StorageSettings withDatabase(String address, Optional<String> password) {
        PostgresAddress parsed = PostgresAddress.parse(address);
        return new StorageSettings(Optional.of(password.map(parsed::withPassword).orElse(parsed)));
    }

    Optional<PostgresAddress> database() {
        return database;
    }
}
