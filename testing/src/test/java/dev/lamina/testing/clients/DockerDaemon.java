package dev.lamina.testing.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Docker's daemon, with a new and empty root.
///
/// @param client its command line
record DockerDaemon(Process process, ClientProgram client) implements AutoCloseable {

    private static final long START_SECONDS = 40;

    /// Starts it in a directory, or skips the test with a line that says why.
    static DockerDaemon start(Path directory) throws IOException, InterruptedException {
        ClientProgram.requireRoot();
        String socket = "unix://" + directory.resolve("d.sock");
        ClientProgram docker =
                ClientProgram.require(
                        "docker", "--config", directory.resolve("config"), "--host", socket);
        ClientProgram dockerd =
                ClientProgram.require(
                        "dockerd",
                        "--host=" + socket,
                        "--data-root=" + directory.resolve("root"),
                        "--exec-root=" + directory.resolve("exec"),
                        "--pidfile=" + directory.resolve("d.pid"),
                        "--storage-driver=vfs",
                        "--bridge=none",
                        "--iptables=false",
                        "--ip6tables=false");
        Path log = directory.resolve("dockerd.log");
        Process process = dockerd.start(log);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (docker.attempt("version").status() != 0) {
            assertThat(process.isAlive() && System.nanoTime() < end)
                    .as("dockerd starts:%n%s", Files.readString(log))
                    .isTrue();
            Thread.sleep(200);
        }
        return new DockerDaemon(process, docker);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
