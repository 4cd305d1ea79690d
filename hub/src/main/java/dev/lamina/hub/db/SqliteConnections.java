package dev.lamina.hub.db;

import org.sqlite.SQLiteConfig;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Connections to an SQLite file: one that writes, some that read.
///
/// Readers see the last committed state and never wait for writers (WAL mode). A write that has
/// returned survives a power cut (`synchronous=FULL`:
/// https://sqlite.org/pragma.html#pragma_synchronous).
final class SqliteConnections implements Connections {

    /// How long a writer waits for another process's writer.
    private static final int BUSY_MILLIS = 10_000;

    /// Connections for reading. A query takes microseconds, so more than cores would only queue.
    private static final int READERS = 4;

    private final Session writer;
    private final BlockingQueue<Session> readers = new ArrayBlockingQueue<>(READERS);

    private SqliteConnections(Session writer) {
        this.writer = writer;
    }

    static SqliteConnections open(Path file) throws SQLException {
        var connections = new SqliteConnections(session(file));
        try {
            for (int i = 0; i < READERS; i++) {
                connections.readers.add(session(file));
            }
            return connections;
        } catch (SQLException e) {
            connections.close();
            throw e;
        }
    }

    private static Session session(Path file) throws SQLException {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        return new Session(connection, Dialect.SQLITE);
    }

    @Override
    public Dialect dialect() {
        return Dialect.SQLITE;
    }

    @Override
    public <T> T reading(Database.Work<T> work) throws SQLException, IOException {
        Session session = take();
        try {
            return work.run(session);
        } finally {
            readers.add(session);
        }
    }

    private Session take() throws IOException {
        try {
            return readers.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the database", e);
        }
    }

    @Override
    public <T> T writing(Database.Work<T> work) throws SQLException, IOException {
        return work.run(writer);
    }

    @Override
    public void close() {
        for (Session session = readers.poll(); session != null; session = readers.poll()) {
            session.close();
        }
        writer.close();
    }
}
