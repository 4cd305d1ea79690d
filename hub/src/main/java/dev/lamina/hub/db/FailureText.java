package dev.lamina.hub.db;

import org.sqlite.SQLiteException;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/// Says what a database has refused in our words, where users meet it; the rest as the driver says it.
final class FailureText {

    private FailureText() {}

    static String of(SQLException failure) {
        if (failure instanceof SQLiteException e) {
            return ofSqlite(e);
        }
        if (failure instanceof SQLTransientConnectionException
                && failure.getCause() instanceof SQLException cause) {
            return of(cause);
        }
        if (failure instanceof SQLTransientConnectionException) {
            return "no connection became free in time";
        }
        return ofPostgres(failure);
    }

    /// By the primary code (https://sqlite.org/rescode.html); its name stays, for those who search.
    private static String ofSqlite(SQLiteException failure) {
        int code = failure.getResultCode().code;
        String said =
                switch (code & 0xff) {
                    case 5, 6 -> "another process has kept it locked for too long";
                    case 8 -> "expected a file that can be written, got a read-only one";
                    case 10 -> "the disk fails or is full";
                    case 11 -> "damaged: a backup brings it back";
                    case 13 -> "no space left on device";
                    case 14 -> "cannot be opened, or the files beside it cannot be made";
                    case 26 -> "expected a database of SQLite, got something else";
                    default -> failure.getMessage().replaceFirst("^\\[SQLITE_\\w+] *", "");
                };
        return said + " (" + failure.getResultCode().name() + ")";
    }

    /// By the state (PostgreSQL documentation, Appendix A "PostgreSQL Error Codes").
    private static String ofPostgres(SQLException failure) {
        String message = String.valueOf(failure.getMessage()).replace('\n', ' ');
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (root(failure) instanceof UnknownHostException host) {
            return "no such host: " + host.getMessage();
        }
        if (root(failure) instanceof SocketException
                || root(failure) instanceof SocketTimeoutException) {
            return "the server does not answer: " + root(failure).getMessage();
        }
        return switch (state) {
            case "28P01", "28000" ->
                    "the server refuses the user or the password: " + bare(message);
            case "3D000" -> "there is no such database: createdb makes one";
            case "53300" -> "the server has no connection free: " + bare(message);
            default -> bare(message);
        };
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /// Without the severity.
    private static String bare(String message) {
        return message.replaceFirst("^(?:FATAL|ERROR|PANIC): *", "");
    }
}
