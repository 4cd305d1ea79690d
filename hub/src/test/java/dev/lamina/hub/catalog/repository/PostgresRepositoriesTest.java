package dev.lamina.hub.catalog.repository;

import dev.lamina.hub.db.Database;
import dev.lamina.hub.db.TestDatabase;

import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/// The contract over PostgreSQL.
final class PostgresRepositoriesTest extends RepositoriesContract {

    @TempDir private Path directory;

    @Override
    Database open() throws IOException {
        return TestDatabase.POSTGRESQL.open(directory);
    }
}
