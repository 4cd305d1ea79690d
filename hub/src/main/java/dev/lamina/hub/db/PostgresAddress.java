package dev.lamina.hub.db;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a PostgreSQL database is, and who asks.
///
/// @param sslMode as libpq names them (PostgreSQL documentation, 34.19 "SSL Support"); the driver's
///     default is `prefer`
public record PostgresAddress(
        String host,
        int port,
        String database,
        String user,
        Optional<String> password,
        Optional<String> sslMode) {

    private static final int DEFAULT_PORT = 5432;

    private static final Pattern FORM =
            Pattern.compile(
                    "postgres(?:ql)?://(?<user>[^:@/?#]+)(?::(?<password>[^@/?#]*))?@"
                            + "(?<host>[A-Za-z0-9._-]+|\\[[0-9a-fA-F:.]+])(?::(?<port>\\d{1,5}))?"
                            + "/(?<database>[^/?#]+)(?:\\?sslmode=(?<ssl>disable|prefer|require"
                            + "|verify-ca|verify-full))?");

    /// Reads `postgresql://USER[:PASSWORD]@HOST[:PORT]/DATABASE[?sslmode=MODE]`, as libpq does
    /// (PostgreSQL documentation, 34.1.1.2 "Connection URIs").
    ///
    /// @throws IllegalArgumentException if it is none; the message has no part of the text, which
    ///     may be a password
    public static PostgresAddress parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "database: expected postgresql://USER@HOST[:PORT]/DATABASE[?sslmode=MODE], got"
                            + " something else");
        }
        String port = matcher.group("port");
        int number = port == null ? DEFAULT_PORT : Integer.parseInt(port);
        if (number == 0 || number > 65_535) {
            throw new IllegalArgumentException("database, port: expected 1 to 65535, got " + port);
        }
        return new PostgresAddress(
                matcher.group("host"),
                number,
                decoded(matcher.group("database")),
                decoded(matcher.group("user")),
                Optional.ofNullable(matcher.group("password")).map(PostgresAddress::decoded),
                Optional.ofNullable(matcher.group("ssl")));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("database: expected percent-encoded UTF-8", e);
        }
    }

    /// Returns the address with another password.
    public PostgresAddress withPassword(String newPassword) {
        return new PostgresAddress(host, port, database, user, Optional.of(newPassword), sslMode);
    }

    /// Without the password.
    @Override
    public String toString() {
        return "postgresql://" + user + "@" + host + ":" + port + "/" + database;
    }
}
