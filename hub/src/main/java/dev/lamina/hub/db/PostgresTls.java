package dev.lamina.hub.db;

import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.ssl.DefaultJavaSSLFactory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/// How the connection to a PostgreSQL server is protected.
final class PostgresTls {

    private static final System.Logger LOG = System.getLogger(PostgresTls.class.getName());

    /// What an address says for the authorities that the system knows.
    private static final String SYSTEM = "system";

    private PostgresTls() {}

    /// Sets it. Without a word about authorities they are those of `~/.postgresql/root.crt`, as for libpq;
    /// without that file those that Java knows.
    static void protect(PGSimpleDataSource source, PostgresAddress address) {
        source.setSslMode(address.protection());
        String file = address.authority().orElse("");
        boolean isVerified = address.protection().startsWith("verify");
        if (file.equals(SYSTEM) || isVerified && file.isEmpty() && !Files.exists(usual())) {
            source.setSslfactory(DefaultJavaSSLFactory.class.getName());
        } else if (!file.isEmpty()) {
            source.setSslRootCert(file);
        }
    }

    private static Path usual() {
        return Path.of(System.getProperty("user.home"), ".postgresql", "root.crt");
    }

    /// Says in the log what an address asks for that is less than it could be.
    static void report(PostgresAddress address) {
        if (!address.isLoopback() && !address.protection().equals(PostgresAddress.VERIFIED)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    address
                            + ": sslmode="
                            + address.protection()
                            + ", as the address says: who is between can read or change what the"
                            + " hub keeps there; verify-full prevents it");
        }
    }

    /// Says of a failure what was expected, if it is one of TLS.
    static SQLException explained(SQLException failure, PostgresAddress address) {
        boolean isOfTls = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            isOfTls |=
                    String.valueOf(cause.getMessage())
                            .matches("(?is).*(SSL|certif|could not be verified).*");
        }
        return isOfTls
                ? new SQLException(
                        failure.getMessage()
                                + ": expected TLS as sslmode="
                                + address.protection()
                                + (address.sslMode().isPresent() ? "" : " (the default)")
                                + " asks for it: sslrootcert=FILE in the address names who vouches"
                                + " for the server, sslmode=MODE asks for less",
                        failure.getSQLState(),
                        failure)
                : failure;
    }
}
