package dev.lamina.testing.clients;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Docker's daemon, with a new and empty root, and its command line against the hub.
@Tag("linux")
final class DockerTest {

    private static final long START_SECONDS = 40;

    @TempDir private Path scratch;
    private ClientHub hub;
    private Process daemon;
    private ClientProgram docker;

    @BeforeEach
    void start() throws Exception {
        ClientProgram.requireRoot();
        String socket = "unix://" + scratch.resolve("d.sock");
        docker = ClientProgram.require("docker", "--host", socket);
        ClientProgram dockerd =
                ClientProgram.require(
                        "dockerd",
                        "--host=" + socket,
                        "--data-root=" + scratch.resolve("root"),
                        "--exec-root=" + scratch.resolve("exec"),
                        "--pidfile=" + scratch.resolve("d.pid"),
                        "--storage-driver=vfs",
                        "--bridge=none",
                        "--iptables=false",
                        "--ip6tables=false");
        hub = ClientHub.start(scratch.resolve("hub"));
        Path log = scratch.resolve("dockerd.log");
        daemon = dockerd.start(log);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (docker.attempt("version").status() != 0) {
            assertThat(daemon.isAlive() && System.nanoTime() < end)
                    .as("dockerd starts:%n%s", Files.readString(log))
                    .isTrue();
            Thread.sleep(200);
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (daemon != null) {
            daemon.destroy();
            if (!daemon.waitFor(20, TimeUnit.SECONDS)) {
                daemon.destroyForcibly().waitFor();
            }
        }
        if (hub != null) {
            hub.close();
        }
    }

    @Test
    void anImageIsPulledTaggedAndPushed() throws Exception {
        hub.push("me/app", "one\n");
        String digest = hub.digest("me/app", "latest");

        String pulled = docker.run("pull", hub.image("me/app"));
        docker.run("tag", hub.image("me/app"), hub.image("nginx:1"));
        String pushed = docker.run("push", hub.image("nginx:1"));

        assertThat(pulled).contains("Digest: " + digest);
        assertThat(pushed).contains("Mounted from me/app");
        assertThat(pushed).contains("digest: " + hub.digest("library/nginx", "1"));
        assertThat(docker.run("pull", hub.image("nginx:1"))).contains("Image is up to date");
    }

    @Test
    void imagesAreSearched() throws Exception {
        hub.push("me/nginx-extra", "one\n");
        hub.push("nginx", "two\n");
        hub.push("me/python", "three\n");

        String found =
                docker.run(
                        "search",
                        "--format",
                        "{{.Name}} {{.StarCount}} {{.IsOfficial}}",
                        hub.image("nginx"));

        assertThat(found.lines().map(String::strip))
                .containsExactly("nginx 0 [OK]", "me/nginx-extra 0");
    }

    @Test
    void anImageBuiltHereIsPushed() throws Exception {
        Path context = Files.createDirectories(scratch.resolve("context"));
        Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY motd /etc/\n");
        Files.writeString(context.resolve("motd"), "built\n");
        docker.run("build", "--quiet", "--tag", hub.image("me/built:1"), context);

        String pushed = docker.run("push", hub.image("me/built:1"));

        assertThat(pushed).contains("1: digest: " + hub.digest("me/built", "1"));
    }
}
