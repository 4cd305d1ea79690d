package dev.lamina.hub.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.hub.disk.PrivateFiles;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

final class PrivateFilesTest {

    @TempDir private Path directory;

    @Test
    void onlyItsOwnerReadsACatalog() throws IOException {
        Path data = directory.resolve("hubs/one");
        PrivateFiles.createDirectories(data);
        Path file = data.resolve("catalog.db");
        try (Database database = Database.open(file)) {
            database.write(
                    session ->
                            session.update(
                                    "INSERT INTO repositories (name, created_at) VALUES ('a', 0)"));

            assertThat(permissions(data)).isEqualTo("rwx------");
            for (String name : new String[] {"catalog.db", "catalog.db-wal", "catalog.db-shm"}) {
                assertThat(permissions(data.resolve(name))).as(name).isEqualTo("rw-------");
            }
        }
    }

    @Test
    void aCatalogThatOthersCouldReadIsTakenFromThem() throws IOException {
        Path file = directory.resolve("catalog.db");
        Database.open(file).close();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Database.open(file).close();

        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
