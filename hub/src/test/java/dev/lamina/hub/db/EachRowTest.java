package dev.lamina.hub.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.LongStream;

/// Queries whose rows may be more than fits into memory.
final class EachRowTest {

    private static final int ROWS = 5000;

    @TempDir private Path directory;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void eachRowIsSeenOnceAndInOrder(TestDatabase databases) throws IOException {
        try (Database database = databases.open(directory)) {
            for (int rows : new int[] {0, 1, 31, 32, 33, 64, 200}) {
                var seen = new ArrayList<Long>();
                database.snapshot(
                        session -> {
                            session.each(
                                    """
                                    WITH RECURSIVE numbers(n) AS (
                                        SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 200)
                                    SELECT n FROM numbers WHERE n <= %d ORDER BY n"""
                                            .formatted(rows),
                                    row -> seen.add(row.getLong(1)));
                            return true;
                        });
                assertThat(seen).isEqualTo(LongStream.rangeClosed(1, rows).boxed().toList());
            }
        }
    }

    /// A sequence tells how many rows the server has made when the first is seen; what it counts is
    /// seen by others at once.
    @Test
    void aServerIsNotAskedForAllRowsAtOnce() throws IOException {
        try (Database database = TestDatabase.POSTGRESQL.open(directory)) {
            database.write(session -> session.update("CREATE SEQUENCE made"));
            var made = new ArrayList<Long>();

            database.write(
                    session -> {
                        session.each(
                                "SELECT nextval('made') FROM generate_series(1, " + ROWS + ")",
                                _ -> made.add(lastMade(database)));
                        return true;
                    });

            assertThat(made).hasSize(ROWS);
            assertThat(made.getFirst()).isLessThan(ROWS / 10);
            assertThat(made.getLast()).isEqualTo(ROWS);
        }
    }

    private static long lastMade(Database database) {
        try {
            return database.read(
                    session ->
                            session.first("SELECT last_value FROM made", row -> row.getLong(1))
                                    .orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
