package dev.lamina.demo;

import dev.lamina.cli.command.CommandFailedException;
import dev.lamina.hub.Hub;
import dev.lamina.hub.settings.Description;
import dev.lamina.hub.settings.HubSettings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The hub of the demo, on a free port of the loopback interface.
final class DemoHub implements AutoCloseable {

    private final Path data;
    private final Hub hub;
    private final int port;

    private DemoHub(Path data, Hub hub) {
        this.data = data;
        this.hub = hub;
        this.port = hub.address().getPort();
    }

    static DemoHub start(Path data) throws IOException {
        var loopback = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
        return new DemoHub(data, Hub.start(HubSettings.of(loopback, data).withAnonymousPush(true)));
    }

    /// Returns the address of the pages.
    String pages() {
        return "http://" + address() + "/";
    }

    /// Returns the password of the account `admin`.
    String password() {
        return hub.firstPassword().orElseThrow();
    }

    /// Says what a repository is about.
    void describe(String repository, Description description) throws IOException {
        hub.describe(repository, description);
    }

    /// Returns host and port.
    String address() {
        return "127.0.0.1:" + port;
    }

    /// Starts the hub once more, at the same address, in a process that outlives this one, and waits
    /// until it answers.
    Process serveDetached(Path launcher, Map<String, String> environment, Path log)
            throws IOException {
        hub.close();
        List<String> command =
                List.of(
                        "/bin/sh",
                        "-c",
                        "exec setsid \"$0\" hub serve --listen \"$1\" --data \"$2\" --anonymous-push < /dev/null > \"$3\" 2>&1",
                        launcher.toString(),
                        address(),
                        data.toString(),
                        log.toString());
        var builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process server = builder.start();
        for (int attempt = 0; !answers(); attempt++) {
            if (attempt == 100 || Programs.endsWithin(server, Duration.ofMillis(100))) {
                server.destroy();
                throw new CommandFailedException(
                        "demo: the hub did not start again: " + Files.readString(log).strip());
            }
        }
        return server;
    }

    private boolean answers() {
        try (var socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        hub.close();
    }
}
