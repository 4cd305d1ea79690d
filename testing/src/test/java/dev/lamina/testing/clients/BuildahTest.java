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

/// buildah against the hub.
@Tag("linux")
final class BuildahTest {

    @TempDir private Path scratch;
    private ClientHub hub;
    private ClientProgram buildah;

    @BeforeEach
    void start() throws IOException {
        ClientProgram.requireRoot();
        buildah =
                ClientProgram.require(
                        "buildah",
                        "--root",
                        scratch.resolve("root"),
                        "--runroot",
                        scratch.resolve("run"),
                        "--storage-driver=vfs");
        hub = ClientHub.start(scratch.resolve("hub"));
    }

    @AfterEach
    void stop() {
        if (hub != null) {
            hub.close();
        }
    }

    @Test
    void anImageBuiltFromScratchIsPushedAndPulled() throws Exception {
        Path file = Files.writeString(scratch.resolve("motd"), "built\n");
        String container = buildah.run("from", "scratch").strip();
        buildah.run("copy", container, file, "/etc/motd");
        buildah.run("commit", "--quiet", container, "built");

        buildah.run(push("oci"));
        buildah.run(push("v2s2"));

        for (String format : new String[] {"oci", "v2s2"}) {
            buildah.run("rmi", "--all", "--force");
            buildah.run("pull", "--quiet", "--tls-verify=false", hub.image("me/built:" + format));
            assertThat(buildah.run("images", "--format", "{{.Digest}}").strip())
                    .isEqualTo(hub.digest("me/built", format));
        }
        assertThat(type("oci")).isEqualTo("application/vnd.oci.image.manifest.v1+json");
        assertThat(type("v2s2")).isEqualTo("application/vnd.docker.distribution.manifest.v2+json");
    }

    private Object[] push(String format) {
        String target = hub.image("me/built:" + format);
        return new Object[] {
            "push", "--quiet", "--tls-verify=false", "--format=" + format, "built", target
        };
    }

    private String type(String tag) throws IOException, InterruptedException {
        return hub.get("me/built/manifests/" + tag)
                .headers()
                .firstValue("Content-Type")
                .orElse("none");
    }
}
