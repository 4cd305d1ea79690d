package dev.lamina.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Distribution's registry, from the Debian package `docker-registry`, on a loopback port.
final class DebianRegistry implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/docker-registry");

    /// Of the user `ann`, whose password is `secret`.
    private static final String HTPASSWD =
            "ann:$2y$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a\n";

    private final Process process;
    private final int port;

    private DebianRegistry(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Starts one that everybody may use, in plain HTTP.
    static DebianRegistry start(Path directory) throws IOException, InterruptedException {
        return start(directory, "", "");
    }

    /// Starts one that speaks TLS and knows only `ann`.
    static DebianRegistry startGuarded(Path directory) throws IOException, InterruptedException {
        Path users = Files.writeString(directory.resolve("htpasswd"), HTPASSWD);
        String tls =
                """
                  tls:
                    certificate: %s
                    key: %s
                """
                        .formatted(
                                Certificates.file("server.crt"), Certificates.file("server.key"));
        String auth =
                """
                auth:
                  htpasswd:
                    realm: test
                    path: %s
                """
                        .formatted(users);
        return start(directory, tls, auth);
    }

    private static DebianRegistry start(Path directory, String tls, String auth)
            throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(PROGRAM), "docker-registry is not installed");
        int port = freePort();
        Path config =
                Files.writeString(
                        directory.resolve("config.yml"),
                        """
                        version: 0.1
                        log:
                          level: error
                        storage:
                          filesystem:
                            rootdirectory: %s
                          delete:
                            enabled: true
                        http:
                          addr: 127.0.0.1:%d
                        %s%s"""
                                .formatted(directory.resolve("data"), port, tls, auth));
        Process process =
                new ProcessBuilder(PROGRAM.toString(), "serve", config.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("log").toFile())
                        .start();
        var registry = new DebianRegistry(process, port);
        registry.awaitStart(directory.resolve("log"));
        return registry;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private void awaitStart(Path log) throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < end) {
            try (var socket = new Socket("127.0.0.1", port)) {
                assertThat(socket.isConnected()).isTrue();
                return;
            } catch (IOException e) {
                assertThat(process.isAlive()).as(() -> read(log)).isTrue();
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        throw new IOException("docker-registry does not listen: " + read(log));
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    String authority() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
