package dev.lamina.hub.upkeep;

import dev.lamina.hub.db.Database;
import dev.lamina.hub.db.DatabaseException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A catalog that was copied to be read: the original may be on a medium that takes no writes, which
/// SQLite needs even to read.
final class CatalogCopy implements AutoCloseable {

    private final Path directory;
    private final Database database;

    CatalogCopy(Path original) throws IOException {
        directory = Files.createTempDirectory("lamina-hub");
        try {
            copy(original, directory.resolve(original.getFileName()));
            database = open(original);
        } catch (IOException e) {
            remove();
            throw e;
        }
    }

    /// Failures name the original: the copy has a name for a moment.
    private Database open(Path original) throws IOException {
        Path file = directory.resolve(original.getFileName());
        try {
            return Database.existing(file);
        } catch (DatabaseException e) {
            String message = String.valueOf(e.getMessage());
            throw new IOException(message.replace(file.toString(), original.toString()), e);
        }
    }

    private static void copy(Path original, Path file) throws IOException {
        try {
            Files.copy(original, file);
        } catch (NoSuchFileException e) {
            throw new IOException(original + ": expected a backup's catalog, got nothing", e);
        }
    }

    Database database() {
        return database;
    }

    private void remove() throws IOException {
        try (var files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    @Override
    public void close() throws IOException {
        database.close();
        remove();
    }
}
