package dev.lamina.testing.clients;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/// podman against the hub.
@Tag("linux")
final class PodmanTest {

    @TempDir private Path scratch;
    private ClientHub hub;
    private ClientProgram podman;

    @BeforeEach
    void start() throws IOException {
        ClientProgram.requireRoot();
        podman =
                ClientProgram.require(
                        "podman",
                        "--root",
                        scratch.resolve("root"),
                        "--runroot",
                        scratch.resolve("run"),
                        "--tmpdir",
                        scratch.resolve("tmp"),
                        "--storage-driver=vfs");
        hub = ClientHub.start(scratch.resolve("hub"));
        hub.push("me/app", "one\n");
    }

    @AfterEach
    void stop() {
        if (hub != null) {
            hub.close();
        }
    }

    @Test
    void anImageIsPulledTaggedAndPushed() throws Exception {
        String digest = hub.digest("me/app", "latest");

        podman.run("pull", "--quiet", "--tls-verify=false", hub.image("me/app@" + digest));
        podman.run("pull", "--quiet", "--tls-verify=false", hub.image("me/app"));
        podman.run("tag", hub.image("me/app"), hub.image("you/copy:1"));
        podman.run("push", "--quiet", "--tls-verify=false", hub.image("you/copy:1"));

        assertThat(podman.run("image", "inspect", "--format", "{{.Digest}}", hub.image("me/app")))
                .isEqualToIgnoringNewLines(digest);
        assertThat(hub.get("you/copy/manifests/1").statusCode()).isEqualTo(200);
    }

    @Test
    void aListOfManifestsIsPushed() throws Exception {
        String image = "docker://" + hub.image("me/app:latest");
        podman.run("manifest", "create", "many");
        podman.run("manifest", "add", "--tls-verify=false", "many", image);
        podman.run(
                "manifest",
                "push",
                "--all",
                "--tls-verify=false",
                "many",
                "docker://" + hub.image("you/many:1"));

        assertThat(hub.get("you/many/manifests/1").body()).contains("\"manifests\"");
    }

    @Test
    void imagesAreSearched() throws Exception {
        hub.push("nginx", "two\n");
        hub.push("me/nginx-extra", "three\n");

        String found =
                podman.run(
                        "search",
                        "--tls-verify=false",
                        "--format",
                        "{{.Name}} {{.Official}}",
                        hub.image("nginx"));

        assertThat(found.lines().map(String::strip))
                .containsExactly(hub.image("nginx") + " [OK]", hub.image("me/nginx-extra"));
    }

    @Test
    void theTagsOfARepositoryAreListed() throws Exception {
        String found =
                podman.run(
                        "search",
                        "--tls-verify=false",
                        "--list-tags",
                        "--format",
                        "{{.Tag}}",
                        hub.image("me/app"));

        assertThat(found).contains("latest");
    }
}
