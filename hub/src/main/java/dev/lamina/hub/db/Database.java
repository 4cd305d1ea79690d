package dev.lamina.hub.db;

import dev.lamina.hub.disk.PrivateFiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// A SQL database, shared by all threads of this process and by other processes.
///
/// Readers see the last committed state. Writers run one after the other: inside the process by a
/// lock, between processes by one of the database's. A write that has returned survives a power cut.
public final class Database implements AutoCloseable {

    private final Connections connections;
    private final String name;
    private final ReentrantLock writing = new ReentrantLock();

    private Database(Connections connections, String name) {
        this.connections = connections;
        this.name = name;
    }

    /// Opens the embedded database in a file, creates it if it is missing, and brings it up to date.
    ///
    /// @throws DatabaseException if the file is no database, or of a newer version of the hub
    public static Database open(Path file) throws IOException {
        return open(file, Optional.empty());
    }

    /// Does the same, and keeps room in reserve for [#free] in another file.
    public static Database open(Path file, Path reserve) throws IOException {
        var kept = new Reserve(reserve);
        kept.create();
        return open(file, Optional.of(kept));
    }

    private static Database open(Path file, Optional<Reserve> reserve) throws IOException {
        PrivateFiles.createFile(file); // SQLite gives the files beside it the same permissions.
        try {
            return upToDate(new Database(SqliteConnections.open(file, reserve), file.toString()));
        } catch (SQLException e) {
            throw new DatabaseException("opening " + file, e);
        }
    }

    /// Opens a database of a PostgreSQL server, which must exist, and brings it up to date.
    ///
    /// @throws DatabaseException if the server does not answer or refuses, or if the database is of a
    ///     newer version of the hub
    public static Database open(PostgresAddress address) throws IOException {
        try {
            return upToDate(new Database(PostgresConnections.open(address), address.toString()));
        } catch (SQLException e) {
            throw new DatabaseException("opening " + address, e);
        }
    }

    /// Opens the embedded database in a file that a hub of this version has made.
    ///
    /// @throws DatabaseException if there is none, or of another version of the hub
    public static Database existing(Path file) throws IOException {
        return existing(file, Optional.empty());
    }

    /// Does the same with the reserve of whoever keeps one there.
    public static Database existing(Path file, Path reserve) throws IOException {
        return existing(file, Optional.of(new Reserve(reserve)));
    }

    private static Database existing(Path file, Optional<Reserve> reserve) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new DatabaseException(file + ": expected a hub's catalog, got nothing");
        }
        try {
            return checked(new Database(SqliteConnections.open(file, reserve), file.toString()));
        } catch (SQLException e) {
            throw new DatabaseException("opening " + file, e);
        }
    }

    /// Opens a database of a PostgreSQL server that a hub of this version has used.
    ///
    /// @throws DatabaseException if the server does not answer or refuses, or if the database is of
    ///     another version of the hub
    public static Database existing(PostgresAddress address) throws IOException {
        try {
            return checked(new Database(PostgresConnections.open(address), address.toString()));
        } catch (SQLException e) {
            throw new DatabaseException("opening " + address, e);
        }
    }

    private static Database checked(Database database) throws IOException {
        try {
            if (!database.read(new Migrations(database.connections.dialect())::areDone)) {
                throw new DatabaseException(
                        database
                                + ": expected a catalog of this version, got another; start this"
                                + " version's hub on it first");
            }
            return database;
        } catch (IOException e) {
            database.close();
            throw e;
        }
    }

    private static Database upToDate(Database database) throws IOException {
        try {
            database.migrate();
            return database;
        } catch (IOException e) {
            database.close();
            throw e;
        }
    }

    private void migrate() throws IOException {
        var migrations = new Migrations(connections.dialect());
        if (read(migrations::areDone)) {
            return;
        }
        boolean more = true;
        while (more) {
            more = write(migrations::step);
        }
    }

    /// Runs statements that only read. Each sees the last committed state by itself.
    public <T> T read(Work<T> work) throws IOException {
        try {
            return connections.reading(work);
        } catch (SQLException e) {
            throw new DatabaseException("reading", e);
        }
    }

    /// Runs statements that only read, and all see the same committed state.
    public <T> T snapshot(Work<T> work) throws IOException {
        return read(session -> session.snapshot(work));
    }

    /// Runs statements in one transaction: all of them take effect, or none if `work` throws. No
    /// other writer, also of another process, runs meanwhile.
    public <T> T write(Work<T> work) throws IOException {
        return locked(() -> connections.writing(session -> session.transaction(work)));
    }

    /// Does the same with statements that lead to room on the disk, and so must not fail because there
    /// is none. If there is none, `work` runs a second time with what is kept in reserve.
    public <T> T free(Work<T> work) throws IOException {
        return locked(() -> connections.freeing(session -> session.transaction(work)));
    }

    /// What is done under the lock of the writers.
    @FunctionalInterface
    private interface Writing<T> {

        T run() throws SQLException, IOException;
    }

    private <T> T locked(Writing<T> work) throws IOException {
        writing.lock();
        try {
            return work.run();
        } catch (SQLException e) {
            throw new DatabaseException("writing", e);
        } finally {
            writing.unlock();
        }
    }

    /// Closes all connections; statements that run are awaited.
    @Override
    public void close() {
        writing.lock();
        try {
            connections.close();
        } finally {
            writing.unlock();
        }
    }

    /// Where it is, without secrets.
    @Override
    public String toString() {
        return name;
    }

    /// Statements that belong together.
    @FunctionalInterface
    public interface Work<T> {

        T run(Session session) throws SQLException, IOException;
    }
}
