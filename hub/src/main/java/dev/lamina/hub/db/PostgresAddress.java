package dev.lamina.hub.db;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a PostgreSQL database is, and who asks.
///
/// @param sslMode   as libpq names them (PostgreSQL documentation, 34.19 "SSL Support"); empty if the
///     address does not say
/// @param authority a file with the certificates that may vouch for the server, or `system`
public record PostgresAddress(
        String host,
        int port,
        String database,
        String user,
        Optional<String> password,
        Optional<String> sslMode,
        Optional<String> authority) {

    /// The strictest: the certificate is of a known authority, and for the name of the host.
    static final String VERIFIED = "verify-full";

    /// As the driver does it: TLS if the server has it.
    private static final String USUAL = "prefer";

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(?:\\.\\d{1,3}){3}|\\[::1]");

    private static final Set<String> MODES =
            Set.of("disable", "prefer", "require", "verify-ca", VERIFIED);

    private static final int DEFAULT_PORT = 5432;

    private static final Pattern FORM =
            Pattern.compile(
                    "postgres(?:ql)?://(?<user>[^:@/?#]+)(?::(?<password>[^@/?#]*))?@"
                            + "(?<host>[A-Za-z0-9._-]+|\\[[0-9a-fA-F:.]+])(?::(?<port>\\d{1,5}))?"
                            + "/(?<database>[^/?#]+)(?:\\?(?<queries>[^?#]*))?");

    /// Reads `postgresql://USER[:PASSWORD]@HOST[:PORT]/DATABASE[?sslmode=MODE][&sslrootcert=FILE]`, as
    /// libpq does (PostgreSQL documentation, 34.1.1.2 "Connection URIs").
    ///
    /// @throws IllegalArgumentException if it is none; the message has no part of the text, which
    ///     may be a password
    public static PostgresAddress parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw somethingElse();
        }
        Map<String, String> queries = queries(matcher.group("queries"));
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
                Optional.ofNullable(queries.get("sslmode")),
                Optional.ofNullable(queries.get("sslrootcert")));
    }

    private static IllegalArgumentException somethingElse() {
        return new IllegalArgumentException(
                "database: expected postgresql://USER@HOST[:PORT]/DATABASE[?sslmode=MODE], got"
                        + " something else");
    }

    private static Map<String, String> queries(@Nullable String text) {
        var queries = new HashMap<String, String>();
        if (text == null) {
            return queries;
        }
        for (String query : text.split("&", -1)) {
            int end = query.indexOf('=');
            String name = query.substring(0, Math.max(end, 0));
            String value = decoded(query.substring(end + 1));
            boolean isGood =
                    switch (name) {
                        case "sslmode" -> MODES.contains(value);
                        case "sslrootcert" -> !value.isEmpty();
                        default -> false;
                    };
            if (!isGood || queries.put(name, value) != null) {
                throw somethingElse();
            }
        }
        return queries;
    }

    /// Returns how the connection is protected. A server elsewhere must prove who it is, unless the
    /// address asks for less: passwords and the hub's keys go there.
    String protection() {
        return sslMode.orElse(isLoopback() ? USUAL : VERIFIED);
    }

    boolean isLoopback() {
        return LOOPBACK.matcher(host).matches();
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
        return new PostgresAddress(
                host, port, database, user, Optional.of(newPassword), sslMode, authority);
    }

    /// Without the password.
    @Override
    public String toString() {
        return "postgresql://" + user + "@" + host + ":" + port + "/" + database;
    }
}
