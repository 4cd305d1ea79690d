package dev.lamina.hub.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Transactions and migrations.
@ParameterizedClass
@EnumSource(TestDatabase.class)
final class DatabaseTest {

    @Parameter private TestDatabase databases;

    private static final String COUNT = "SELECT count(*) FROM repositories";
    private static final String INSERT =
            "INSERT INTO repositories (name, created_at) VALUES (?, 0)";

    @TempDir private Path directory;

    @Test
    void whatWasWrittenIsThereAfterReopening() throws IOException {
        try (Database database = open()) {
            database.write(session -> session.update(INSERT, "a"));
        }

        try (Database database = open()) {
            assertThat(count(database)).isEqualTo(1);
        }
    }

    @Test
    void aTransactionThatThrowsChangesNothing() throws IOException {
        try (Database database = open()) {
            assertThatThrownBy(
                            () ->
                                    database.write(
                                            session -> {
                                                session.update(INSERT, "a");
                                                throw new IOException("on purpose");
                                            }))
                    .hasMessage("on purpose");
            assertThat(count(database)).isZero();

            database.write(session -> session.update(INSERT, "b"));
            assertThat(count(database)).isEqualTo(1);
        }
    }

    @Test
    void twoProcessesSeeEachOthersChanges() throws IOException {
        try (Database one = open();
                Database two = open()) {
            one.write(session -> session.update(INSERT, "a"));
            two.write(session -> session.update(INSERT, "b"));

            assertThat(count(one)).isEqualTo(2);
            assertThat(count(two)).isEqualTo(2);
        }
    }

    @Test
    void aFailingStatementNamesTheDatabase() throws IOException {
        try (Database database = open()) {
            assertThatThrownBy(() -> database.read(session -> session.exists("SELECT nonsense")))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("nonsense");
        }
    }

    @Test
    void aDatabaseOfANewerHubIsRefused() throws IOException {
        try (Database database = open()) {
            database.write(session -> session.update("UPDATE schema_version SET version = 999"));
        }

        assertThatThrownBy(this::open)
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("got 999")
                .hasMessageContaining("newer hub");
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused() throws IOException {
        Path file = directory.resolve("file");
        Files.writeString(file, "not a database, ".repeat(100));

        assertThatThrownBy(() -> Database.open(file))
                .isInstanceOf(DatabaseException.class)
                .hasMessage(
                        "database, opening "
                                + file
                                + ": expected a database of SQLite, got something else"
                                + " (SQLITE_NOTADB)");
    }

    @Test
    void writersTakeTurns() throws Exception {
        try (Database one = open();
                Database two = open();
                ExecutorService threads = Executors.newFixedThreadPool(8)) {
            one.write(session -> session.update(INSERT, "0"));
            var writers = new ArrayList<Future<?>>();
            for (int i = 0; i < 200; i++) {
                Database database = i % 2 == 0 ? one : two;
                writers.add(threads.submit(() -> database.write(DatabaseTest::increment)));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }

            assertThat(names(one)).containsExactly("200");
        }
    }

    /// Two at once would both read the same number.
    private static int increment(Session session) throws SQLException {
        int number =
                session.first(
                                "SELECT name FROM repositories",
                                row -> Integer.parseInt(row.getString(1)))
                        .orElseThrow();
        return session.update("UPDATE repositories SET name = ?", number + 1 + "");
    }

    @Test
    void textComparesByItsBytes() throws IOException {
        try (Database database = open()) {
            for (String name : List.of("b", "a-c", "ab", "a_a", "B", "é")) {
                database.write(session -> session.update(INSERT, name));
            }

            assertThat(names(database)).containsExactly("B", "a-c", "a_a", "ab", "b", "é");
        }
    }

    @Test
    void textWithNulIsTakenWithoutIt() throws IOException {
        try (Database database = open()) {
            database.write(session -> session.update(INSERT, "a\0b"));

            assertThat(names(database)).containsExactly("a\uFFFDb");
        }
    }

    private Database open() throws IOException {
        return databases.open(directory);
    }

    private static List<String> names(Database database) throws IOException {
        return database.read(
                session ->
                        session.list(
                                "SELECT name FROM repositories ORDER BY name",
                                row -> row.getString(1)));
    }

    private static long count(Database database) throws IOException {
        Optional<Long> count =
                database.read(session -> session.first(COUNT, row -> row.getLong(1)));
        return count.orElseThrow();
    }
}
