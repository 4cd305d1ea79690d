package dev.lamina.hub.db;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A PostgreSQL server of Debian's package, in a directory of its own, with a database for each test.
///
/// It forgets what it has at a power cut; a test can stop it and start it again.
public final class TestPostgres {

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final int TIMEOUT_SECONDS = 60;

    private static @Nullable TestPostgres shared;

    private final Path programs;
    private final Path data;
    private final int port;
    private final Map<Path, String> databases = new HashMap<>();

    private TestPostgres(Path programs, Path data, int port) {
        this.programs = programs;
        this.data = data;
        this.port = port;
    }

    /// Returns the server of all tests, which ends with them. Skips the test if none is installed.
    public static synchronized TestPostgres shared() throws IOException {
        if (shared == null) {
            shared = launch();
        }
        return shared;
    }

    /// Starts a server that the caller stops.
    public static TestPostgres launch() throws IOException {
        return launch(Optional.empty());
    }

    /// Starts a server with a certificate, `server.crt` and `server.key` of a directory.
    static TestPostgres launchWithTls(Path certificates) throws IOException {
        return launch(Optional.of(certificates));
    }

    private static TestPostgres launch(Optional<Path> certificates) throws IOException {
        Optional<Path> programs = programs();
        assumeTrue(
                programs.isPresent(),
                "needs PostgreSQL's server below " + INSTALLED + " (Debian: postgresql)");
        Path data = Files.createTempDirectory("lamina-postgres");
        var server = new TestPostgres(programs.get(), data, freePort());
        Runtime.getRuntime().addShutdownHook(new Thread(server::remove));
        if (isRoot()) {
            run(List.of("chown", "postgres", data.toString()));
        }
        server.call("initdb", "-A", "trust", "-U", "hub", "-E", "UTF8", "--no-sync");
        if (certificates.isPresent()) {
            server.useTls(certificates.get());
        }
        server.start();
        return server;
    }

    private void useTls(Path certificates) throws IOException {
        Path directory = data.resolve("data");
        for (String name : List.of("server.crt", "server.key")) {
            Path target = Files.copy(certificates.resolve(name), directory.resolve(name));
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
            if (isRoot()) {
                run(List.of("chown", "postgres", target.toString()));
            }
        }
        Files.writeString(
                directory.resolve("postgresql.conf"), "ssl = on\n", StandardOpenOption.APPEND);
    }

    int port() {
        return port;
    }

    private static Optional<Path> programs() throws IOException {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .findFirst();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    public void start() throws IOException {
        String options =
                "-c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200 -p %d -k %s"
                        .formatted(port, data);
        call("pg_ctl", "-w", "-l", data.resolve("log").toString(), "-o", options, "start");
    }

    /// Stops as at a crash: connections end at once.
    public void stop() throws IOException {
        call("pg_ctl", "-w", "-m", "immediate", "stop");
    }

    /// Returns the address of a directory's database.
    public synchronized String url(Path directory) throws IOException {
        String known = databases.get(directory);
        if (known != null) {
            return known;
        }
        String name = "test" + databases.size();
        create(name);
        String url = "postgresql://hub@127.0.0.1:" + port + "/" + name;
        databases.put(directory, url);
        return url;
    }

    private void create(String name) throws IOException {
        var source = new PGSimpleDataSource();
        source.setPortNumbers(new int[] {port});
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setDatabaseName("postgres");
        source.setUser("hub");
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IOException("creating a database", e);
        }
    }

    private void call(String program, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        if (isRoot()) {
            // The server refuses to run as root.
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of("-D", data.resolve("data").toString()));
        command.addAll(List.of(arguments));
        run(command);
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static void run(List<String> command) throws IOException {
        Process process =
                new ProcessBuilder(command)
                        .directory(Path.of("/").toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command + ": no end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        if (process.exitValue() != 0) {
            throw new IOException(command + ": exit status " + process.exitValue());
        }
    }

    private void remove() {
        try {
            stop();
        } catch (IOException e) {
            // A test has stopped it already.
        }
        try {
            run(List.of("rm", "-rf", data.toString()));
        } catch (IOException e) {
            throw new IllegalStateException("removing " + data, e);
        }
    }
}
