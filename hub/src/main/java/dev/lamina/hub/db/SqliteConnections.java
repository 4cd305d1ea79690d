package dev.lamina.hub.db;

import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteException;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
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

    /// `SQLITE_IOERR`, `SQLITE_FULL`, `SQLITE_CANTOPEN`: https://sqlite.org/rescode.html
    private static final int IO_ERROR = 10;

    private static final int FULL = 13;
    private static final int CANNOT_OPEN = 14;

    private final Session writer;
    private final Optional<Reserve> reserve;
    private final BlockingQueue<Session> readers = new ArrayBlockingQueue<>(READERS);

    private SqliteConnections(Session writer, Optional<Reserve> reserve) {
        this.writer = writer;
        this.reserve = reserve;
    }

    /// @param reserve is given up where the disk has no room even to open the file, or to free some
    static SqliteConnections open(Path file, Optional<Reserve> reserve) throws SQLException {
        try {
            return open(reserve, file);
        } catch (SQLException e) {
            if (!isForWantOfRoom(e) || !giveUp(reserve)) {
                throw e;
            }
            return open(reserve, file);
        } finally {
            reserve.ifPresent(Reserve::fill);
        }
    }

    private static SqliteConnections open(Optional<Reserve> reserve, Path file)
            throws SQLException {
        SqliteLibrary.unpackBeside(file);
        var connections = new SqliteConnections(session(file), reserve);
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
    public <T> T freeing(Database.Work<T> work) throws SQLException, IOException {
        try {
            return writing(work);
        } catch (SQLException e) {
            if (!isForWantOfRoom(e) || !giveUp(reserve)) {
                throw e;
            }
            return writing(work);
        } finally {
            reserve.ifPresent(Reserve::fill);
        }
    }

    private static boolean giveUp(Optional<Reserve> reserve) {
        return reserve.filter(Reserve::giveUp).isPresent();
    }

    /// A full disk has many names, that of the memory that processes share for instance
    /// (`SQLITE_IOERR_SHMSIZE`). The lowest byte says of what kind an error is.
    private static boolean isForWantOfRoom(SQLException failure) {
        return failure instanceof SQLiteException e
                && switch (e.getResultCode().code & 0xff) {
                    case FULL, IO_ERROR, CANNOT_OPEN -> true;
                    default -> false;
                };
    }

    @Override
    public void close() {
        for (Session session = readers.poll(); session != null; session = readers.poll()) {
            session.close();
        }
        writer.close();
    }
}
