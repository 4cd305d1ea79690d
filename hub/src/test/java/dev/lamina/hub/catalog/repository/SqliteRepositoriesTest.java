package dev.lamina.hub.catalog.repository;

import dev.lamina.hub.db.Database;

import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/// The contract over the embedded database.
final class SqliteRepositoriesTest extends RepositoriesContract {

    @TempDir private Path directory;

    @Override
    Database open() throws IOException {
        return Database.open(directory.resolve("catalog.db"));
    }
}
