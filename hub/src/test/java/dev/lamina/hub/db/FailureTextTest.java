package dev.lamina.hub.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/// What is said of a database that refuses, instead of what its driver says.
final class FailureTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SQLITE_FULL           | no space left on device (SQLITE_FULL)",
                "SQLITE_IOERR_WRITE    | the disk fails or is full (SQLITE_IOERR_WRITE)",
                "SQLITE_BUSY           | another process has kept it locked for too long (SQLITE_BUSY)",
                "SQLITE_CORRUPT        | damaged: a backup brings it back (SQLITE_CORRUPT)",
                "SQLITE_READONLY       | expected a file that can be written, got a read-only one"
                        + " (SQLITE_READONLY)",
                "SQLITE_CANTOPEN       | cannot be opened, or the files beside it cannot be made"
                        + " (SQLITE_CANTOPEN)",
                "SQLITE_CONSTRAINT     | some detail (SQLITE_CONSTRAINT)",
            })
    void ofSqliteItIsOurs(SQLiteErrorCode code, String text) {
        var failure = new SQLiteException("[" + code.name() + "] some detail", code);

        assertThat(FailureText.of(failure)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "28P01 | FATAL: password authentication failed | the server refuses the user or the"
                        + " password: password authentication failed",
                "3D000 | FATAL: database \"x\" does not exist  | there is no such database: createdb makes"
                        + " one",
                "53300 | FATAL: too many clients              | the server has no connection free: too many"
                        + " clients",
                "42601 | ERROR: syntax error                  | syntax error",
            })
    void ofPostgresToo(String state, String message, String text) {
        assertThat(FailureText.of(new SQLException(message, state))).isEqualTo(text);
    }

    @Test
    void aServerThatIsNotThereIsNotAMatterOfPostmasters() {
        assertThat(ofConnecting(new ConnectException("Connection refused")))
                .isEqualTo("the server does not answer: Connection refused");
        assertThat(ofConnecting(new SocketTimeoutException("Connect timed out")))
                .isEqualTo("the server does not answer: Connect timed out");
        assertThat(ofConnecting(new UnknownHostException("db.invalid")))
                .isEqualTo("no such host: db.invalid");
        assertThat(FailureText.of(new SQLTransientConnectionException("total=0, active=0")))
                .isEqualTo("no connection became free in time");
    }

    private static String ofConnecting(IOException cause) {
        var driver =
                new SQLException(
                        "Check that the hostname and port are correct and that the postmaster is"
                                + " accepting TCP/IP connections.",
                        "08001",
                        cause);
        String text = FailureText.of(driver);
        assertThat(FailureText.of(new SQLTransientConnectionException("pool", driver)))
                .isEqualTo(text);
        return text;
    }
}
