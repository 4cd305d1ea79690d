package dev.lamina.hub.catalog.content;

import static java.util.Objects.requireNonNull;

import dev.lamina.hub.db.Database;
import dev.lamina.hub.db.TestDatabase;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/// The contract over PostgreSQL.
final class PostgresCatalogTest extends CatalogContract {

    @TempDir private Path directory;
    private @Nullable Database database;

    @Override
    Catalog open() throws IOException {
        database = TestDatabase.POSTGRESQL.open(directory);
        return new Catalog(database);
    }

    @Override
    void close() {
        requireNonNull(database).close();
    }
}
