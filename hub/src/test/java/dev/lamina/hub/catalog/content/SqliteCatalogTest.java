package dev.lamina.hub.catalog.content;

import static java.util.Objects.requireNonNull;

import dev.lamina.hub.db.Database;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/// The contract over the embedded database.
final class SqliteCatalogTest extends CatalogContract {

    @TempDir private Path directory;
    private @Nullable Database database;

    @Override
    Catalog open() throws IOException {
        database = Database.open(directory.resolve("catalog.db"));
        return new Catalog(database);
    }

    @Override
    void close() {
        requireNonNull(database).close();
    }
}
