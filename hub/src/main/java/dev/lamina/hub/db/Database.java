package dev.lamina.hub.db;

import org.sqlite.SQLiteConfig;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;

/// An embedded SQLite database, shared by all threads of this process and by other processes.
///
/// Readers see the last committed state and never wait. Writers run one after the other: inside the
/// process by a lock, between processes by SQLite's own. A write that has returned survives a power
/// cut (WAL mode, `synchronous=FULL`: https://sqlite.org/pragma.html#pragma_synchronous).
public final class Database implements AutoCloseable {

    /// How long a writer waits for another process's writer.
    private static final int BUSY_MILLIS = 10_000;

    /// Connections for reading. A query takes microseconds, so more than cores would only queue.
    private static final int READERS = 4;

    private final Session writer;
    private final ReentrantLock writing = new ReentrantLock();
    private final BlockingQueue<Session> readers = new ArrayBlockingQueue<>(READERS);

    private Database(Session writer) {
        this.writer = writer;
    }

    /// Opens the database in a file, creates it if it is missing, and brings it up to date.
    ///
    /// @throws DatabaseException if the file is no database, or of a newer version of the hub
    public static Database open(Path file) throws IOException {
        try {
            var database = new Database(new Session(connect(file)));
            try {
                Migrations.run(database.writer);
                for (int i = 0; i < READERS; i++) {
                    database.readers.add(new Session(connect(file)));
                }
                return database;
            } catch (SQLException | IOException e) {
                database.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new DatabaseException("opening " + file, e);
        }
    }

    private static Connection connect(Path file) throws SQLException {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    /// Runs statements that only read. Each sees the last committed state by itself.
    public <T> T read(Work<T> work) throws IOException {
        Session session = takeReader();
        try {
            return work.run(session);
        } catch (SQLException e) {
            throw new DatabaseException("reading", e);
        } finally {
            readers.add(session);
        }
    }

    /// Runs statements in one transaction: all of them take effect, or none if `work` throws. No
    /// other writer, also of another process, runs meanwhile.
    public <T> T write(Work<T> work) throws IOException {
        writing.lock();
        try {
            return writer.transaction(work);
        } catch (SQLException e) {
            throw new DatabaseException("writing", e);
        } finally {
            writing.unlock();
        }
    }

    private Session takeReader() throws IOException {
        try {
            return readers.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the database", e);
        }
    }

    /// Closes all connections; statements that run are awaited.
    @Override
    public void close() {
        writing.lock();
        try {
            for (Session session = readers.poll(); session != null; session = readers.poll()) {
                session.close();
            }
            writer.close();
        } finally {
            writing.unlock();
        }
    }

    /// Statements that belong together.
    @FunctionalInterface
    public interface Work<T> {

        T run(Session session) throws SQLException, IOException;
    }
}
