package dev.lamina.hub.db;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;

/// Brings a database to the version of this hub, one numbered script after the other.
///
/// In the scripts `ID_KEY` stands for a primary key that numbers itself, `BYTES` for the type of byte
/// strings, `TEXT` for text that compares by its bytes. A script never changes once released; each runs once, in a transaction of its own that also
/// raises the version. Two hubs that start at once take turns, because a transaction that writes
/// excludes others.
final class Migrations {

    /// In order; the version of a database is how many of these it has seen.
    private static final List<String> SCRIPTS =
            List.of(
                    "0001-catalog.sql",
                    "0002-people.sql",
                    "0003-repositories.sql",
                    "0004-logins.sql",
                    "0005-private-names.sql",
                    "0006-removals.sql");

    private final Dialect dialect;

    Migrations(Dialect dialect) {
        this.dialect = dialect;
    }

    /// Tells whether nothing is left to do.
    boolean areDone(Session session) throws SQLException {
        return session.exists(dialect.versionTable()) && version(session) == SCRIPTS.size();
    }

    /// Runs the next script, and tells whether there was one.
    boolean step(Session session) throws SQLException, IOException {
        session.update("CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)");
        session.update(
                """
                INSERT INTO schema_version (version)
                SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM schema_version)""");
        int version = version(session);
        if (version > SCRIPTS.size()) {
            throw new DatabaseException(
                    "version: expected at most "
                            + SCRIPTS.size()
                            + ", got "
                            + version
                            + ": it was used by a newer hub");
        }
        if (version == SCRIPTS.size()) {
            return false;
        }
        session.script(dialect.translate(load(SCRIPTS.get(version))));
        session.update("UPDATE schema_version SET version = ?", version + 1);
        return true;
    }

    private static int version(Session session) throws SQLException {
        return session.first("SELECT version FROM schema_version", row -> row.getInt(1)).orElse(0);
    }

    private static String load(String script) throws IOException {
        try (InputStream in = Migrations.class.getResourceAsStream(script)) {
            if (in == null) {
                throw new AssertionError("missing migration " + script);
            }
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
