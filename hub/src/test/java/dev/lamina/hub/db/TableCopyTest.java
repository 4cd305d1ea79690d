package dev.lamina.hub.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeSet;

/// What a backup has of the catalog.
final class TableCopyTest {

    @TempDir private Path directory;

    /// A new table must be put into one of the two lists.
    @Test
    void everyTableIsCopiedOrLeftOutOnPurpose() throws IOException {
        try (Database database = TestDatabase.SQLITE.open(directory)) {
            var tables =
                    database.read(
                            session ->
                                    session.list(
                                            """
                                            SELECT name FROM sqlite_master
                                            WHERE type = 'table' AND name NOT LIKE 'sqlite_%'""",
                                            row -> row.getString(1)));
            var known = new TreeSet<>(TableCopy.TABLES);
            known.addAll(TableCopy.LEFT_OUT);

            assertThat(tables).containsExactlyInAnyOrderElementsOf(known);
        }
    }
}
