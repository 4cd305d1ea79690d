package dev.lamina.hub.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;

import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.AutoSave;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A pool of connections to a PostgreSQL server, which may come and go.
///
/// Everything has a time limit, so that a server that has stopped answering costs a request seconds
/// and not its thread. The server ends the transaction of a hub that stays silent in the middle of
/// one, and with it the lock that other hubs wait for.
final class PostgresConnections implements Connections {

    private static final int POOL_SIZE = 10;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration POOL_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(60);

    /// `lock_timeout` bounds the wait for other writers.
    private static final String SERVER_OPTIONS =
            "-c statement_timeout=30s -c lock_timeout=10s"
                    + " -c idle_in_transaction_session_timeout=60s";

    /// The pool announces itself at INFO, and a lost connection at WARNING, which is reported where
    /// it matters. Held here, because loggers are weakly referenced.
    private static final Logger POOL = Logger.getLogger("com.zaxxer.hikari");

    private final HikariDataSource pool;

    private PostgresConnections(HikariDataSource pool) {
        this.pool = pool;
    }

    static PostgresConnections open(PostgresAddress address) throws SQLException {
        POOL.setLevel(Level.SEVERE);
        var config = new HikariConfig();
        config.setPoolName("database");
        config.setDataSource(source(address));
        config.setMaximumPoolSize(POOL_SIZE);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(POOL_TIMEOUT.toMillis());
        config.setInitializationFailTimeout(POOL_TIMEOUT.toMillis());
        PostgresTls.report(address);
        try {
            return new PostgresConnections(new HikariDataSource(config));
        } catch (PoolInitializationException e) {
            throw e.getCause() instanceof SQLException cause
                    ? PostgresTls.explained(cause, address)
                    : new SQLException(e);
        }
    }

    private static PGSimpleDataSource source(PostgresAddress address) {
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {address.host()});
        source.setPortNumbers(new int[] {address.port()});
        source.setDatabaseName(address.database());
        source.setUser(address.user());
        address.password().ifPresent(source::setPassword);
        PostgresTls.protect(source, address);
        source.setApplicationName("lamina hub");
        source.setConnectTimeout((int) CONNECT_TIMEOUT.toSeconds());
        source.setLoginTimeout((int) POOL_TIMEOUT.toSeconds());
        source.setSocketTimeout((int) SOCKET_TIMEOUT.toSeconds());
        source.setTcpKeepAlive(true);
        source.setAutosave(AutoSave.NEVER);
        source.setOptions(SERVER_OPTIONS);
        return source;
    }

    @Override
    public Dialect dialect() {
        return Dialect.POSTGRESQL;
    }

    @Override
    public <T> T reading(Database.Work<T> work) throws SQLException, IOException {
        // The pool closes the statements of a connection that is given back; the driver keeps what
        // the server has prepared.
        try (Connection connection = pool.getConnection()) {
            return work.run(new Session(connection, Dialect.POSTGRESQL));
        }
    }

    @Override
    public <T> T writing(Database.Work<T> work) throws SQLException, IOException {
        return reading(work);
    }

    @Override
    public void close() {
        pool.close();
    }
}
