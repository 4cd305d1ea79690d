package dev.lamina.hub.db;

import java.io.IOException;
import java.sql.SQLException;

/// The database could not do what was asked: it is down, full, locked or damaged.
public final class DatabaseException extends IOException {

    private static final long serialVersionUID = 1L;

    DatabaseException(String what, SQLException cause) {
        super("database, " + what + ": " + FailureText.of(cause), cause);
    }

    DatabaseException(String message) {
        super("database: " + message);
    }
}
