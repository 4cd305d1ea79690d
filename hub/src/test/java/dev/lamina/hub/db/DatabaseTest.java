package dev.lamina.hub.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Transactions and migrations.
final class DatabaseTest {

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
        Files.writeString(directory.resolve("catalog.db"), "not a database, ".repeat(100));

        assertThatThrownBy(this::open).isInstanceOf(DatabaseException.class);
    }

    private Database open() throws IOException {
        return Database.open(directory.resolve("catalog.db"));
    }

    private static long count(Database database) throws IOException {
        Optional<Long> count =
                database.read(session -> session.first(COUNT, row -> row.getLong(1)));
        return count.orElseThrow();
    }
}
