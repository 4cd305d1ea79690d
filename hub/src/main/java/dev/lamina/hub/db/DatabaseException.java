package dev.lamina.hub.db;

import java.io.IOException;

/// The database could not do what was asked: it is down, full, locked or damaged.
public final class DatabaseException extends IOException {

    private static final long serialVersionUID = 1L;

    DatabaseException(String what, Throwable cause) {
        super("database, " + what + ": " + cause.getMessage(), cause);
    }

    DatabaseException(String message) {
        super("database: " + message);
    }
}
