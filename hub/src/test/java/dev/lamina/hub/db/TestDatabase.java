package dev.lamina.hub.db;

import java.io.IOException;
import java.nio.file.Path;

/// The databases that a hub may have, each as it is in real life.
public enum TestDatabase {
    SQLITE {
        @Override
        public Database open(Path directory) throws IOException {
            return Database.open(directory.resolve("catalog.db"));
        }
    },
    POSTGRESQL {
        @Override
        public Database open(Path directory) throws IOException {
            return Database.open(PostgresAddress.parse(TestPostgres.shared().url(directory)));
        }
    };

    /// Opens the database of a directory: a new one at the first time, then the same.
    public abstract Database open(Path directory) throws IOException;
}
