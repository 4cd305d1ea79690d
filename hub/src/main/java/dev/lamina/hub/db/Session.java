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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// One connection with its prepared statements. Used by one thread at a time.
///
/// Parameters are `?`; accepted are `String`, `Long`, `Integer`, `Bytes`, `Instant` (stored as
/// microseconds since 1970), `Optional` of these (empty is NULL), and anything else by its text, in which
/// U+FFFD replaces NUL.
public final class Session {

    /// Statements of searches differ by their filters; the rest are fewer than this.
    private static final int MAX_STATEMENTS = 256;

    /// Rows fetched at once by [#each], where the driver does not stream by itself. One can have 4 MiB.
    private static final int FETCH_SIZE = 32;

    private static final String CURSOR = "lamina_rows";

    private final Connection connection;
    private final Dialect dialect;

    /// The one that was used longest ago comes first.
    private final LinkedHashMap<String, PreparedStatement> statements =
            new LinkedHashMap<>(16, 0.75f, true);

    Session(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
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

    /// Runs a query and shows each row to a visitor; the rows are not kept in memory. Only within a
    /// transaction or a snapshot, one query at a time.
    void each(String sql, Visitor visitor) throws SQLException {
        if (dialect.driverStreams()) {
            try (Statement statement = connection.createStatement()) {
                show(statement, sql, visitor);
            }
        } else {
            fetchEach(sql, visitor);
        }
    }

    /// A cursor of our own: the driver of PostgreSQL uses one only in transactions that it began
    /// itself, and otherwise takes all rows whatever fetch size was set.
    private void fetchEach(String sql, Visitor visitor) throws SQLException {
        execute("DECLARE " + CURSOR + " NO SCROLL CURSOR FOR " + sql);
        try (Statement statement = connection.createStatement()) {
            String fetch = "FETCH " + FETCH_SIZE + " FROM " + CURSOR;
            int count = FETCH_SIZE;
            while (count == FETCH_SIZE) {
                count = show(statement, fetch, visitor);
            }
        }
        execute("CLOSE " + CURSOR);
    }

    private static int show(Statement statement, String sql, Visitor visitor) throws SQLException {
        int count = 0;
        try (ResultSet results = statement.executeQuery(sql)) {
            while (results.next()) {
                visitor.see(results);
                count++;
            }
        }
        return count;
    }

    /// Lets a table number its next rows after those that it has.
    void continueNumbers(String table) throws SQLException {
        String sql = dialect.continueNumbers(table);
        if (!sql.isEmpty()) {
            execute(sql);
        }
    }

    /// Runs statements that see one committed state.
    <T> T snapshot(Database.Work<T> work) throws SQLException, IOException {
        execute(dialect.beginSnapshot());
        try {
            return work.run(this);
        } finally {
            rollback();
        }
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
        boolean committed = false;
        try {
            for (String statement : dialect.begin()) {
                execute(statement);
            }
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
            if (statements.size() >= MAX_STATEMENTS) {
                statements.pollFirstEntry().getValue().close();
            }
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
            default -> statement.setString(place, withoutNul(value.toString()));
        }
    }

    /// PostgreSQL has no text with NUL; nobody who sends one means it.
    private static String withoutNul(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }

    private static long micros(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
    }

    /// Reads a time that was stored as microseconds.
    public static Instant time(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
    }

    /// Reads a column in the form that [#update] takes it: a `Long`, a `String`, `Bytes`, or an empty
    /// `Optional` for NULL.
    static Object value(ResultSet row, int column) throws SQLException {
        Object value = row.getObject(column);
        return switch (value) {
            case null -> Optional.empty();
            case Number number -> number.longValue();
            case byte[] bytes -> Bytes.of(bytes);
            default -> value.toString();
        };
    }

    /// Sees the current row.
    @FunctionalInterface
    interface Visitor {

        void see(ResultSet row) throws SQLException;
    }

    /// Makes a value of the current row.
    @FunctionalInterface
    public interface Row<T> {

        T read(ResultSet row) throws SQLException;
    }
}
