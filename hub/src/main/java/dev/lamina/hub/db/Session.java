package dev.lamina.hub.db;

import dev.lamina.image.Bytes;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One connection with its prepared statements. Used by one thread at a time.
///
/// Parameters are `?`; accepted are `String`, `Long`, `Integer`, `Bytes`, `Instant` (stored as
/// microseconds since 1970), `Optional` of these (empty is NULL), and anything else by its text.
public final class Session {

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    Session(Connection connection) {
        this.connection = connection;
    }

    /// Runs a statement that changes rows, and returns how many.
    public int update(String sql, Object... parameters) throws SQLException {
        return prepare(sql, parameters).executeUpdate();
    }

    /// Runs a query and returns all its rows.
    public <T> List<T> list(String sql, Row<T> row, Object... parameters) throws SQLException {
        var rows = new ArrayList<T>();
        try (ResultSet results = prepare(sql, parameters).executeQuery()) {
            while (results.next()) {
                rows.add(row.read(results));
            }
        }
        return rows;
    }

    /// Runs a query and returns its first row.
    public <T> Optional<T> first(String sql, Row<T> row, Object... parameters) throws SQLException {
        try (ResultSet results = prepare(sql, parameters).executeQuery()) {
            return results.next() ? Optional.of(row.read(results)) : Optional.empty();
        }
    }

    /// Tells whether a query has a row.
    public boolean exists(String sql, Object... parameters) throws SQLException {
        return first(sql, _ -> true, parameters).isPresent();
    }

    /// Runs the statements of a script, which end with semicolons at the ends of lines.
    void script(String sql) throws SQLException {
        for (String part : sql.split(";\n")) {
            if (!part.isBlank()) {
                execute(part);
            }
        }
    }

    /// Runs statements in one transaction, which excludes all other writers from its start.
    ///
    /// The driver's own transaction control is not used: it begins the next transaction, and so
    /// takes the lock, as soon as one has ended.
    <T> T transaction(Database.Work<T> work) throws SQLException, IOException {
        execute("BEGIN IMMEDIATE");
        boolean committed = false;
        try {
            T result = work.run(this);
            execute("COMMIT");
            committed = true;
            return result;
        } finally {
            if (!committed) {
                rollback();
            }
        }
    }

    /// A connection that cannot even roll back fails again at the next statement; to report it here
    /// would hide why the transaction failed.
    private void rollback() {
        try {
            execute("ROLLBACK");
        } catch (SQLException e) {
            return;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("closing the database", e);
        }
    }

    private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < parameters.length; i++) {
            bind(statement, i + 1, parameters[i]);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, int place, @Nullable Object value)
            throws SQLException {
        switch (value) {
            case null -> statement.setObject(place, null);
            case Optional<?> optional -> bind(statement, place, optional.orElse(null));
            case Long number -> statement.setLong(place, number);
            case Integer number -> statement.setLong(place, number);
            case Bytes bytes -> statement.setBytes(place, bytes.toArray());
            case Instant time -> statement.setLong(place, micros(time));
            default -> statement.setString(place, value.toString());
        }
    }

    private static long micros(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
    }

    /// Reads a time that was stored as microseconds.
    public static Instant time(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
    }

    /// Makes a value of the current row.
    @FunctionalInterface
    public interface Row<T> {

        T read(ResultSet row) throws SQLException;
    }
}
