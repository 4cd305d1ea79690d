package dev.lamina.testing.clients;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Docker's daemon and its command line against the hub.
@Tag("linux")
final class DockerTest {

    @TempDir private Path scratch;
    private ClientHub hub;
    private DockerDaemon daemon;
    private ClientProgram docker;

    @BeforeEach
    void start() throws Exception {
        daemon = DockerDaemon.start(scratch);
        docker = daemon.client();
        hub = ClientHub.start(scratch.resolve("hub"));
    }

    @AfterEach
    void stop() throws IOException {
        if (daemon != null) {
            daemon.close();
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
