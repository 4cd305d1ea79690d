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

/// skopeo against the hub.
@Tag("linux")
final class SkopeoTest {

    @TempDir private Path scratch;
    private ClientHub hub;
    private ClientProgram skopeo;

    @BeforeEach
    void start() throws IOException {
        skopeo = ClientProgram.require("skopeo");
        hub = ClientHub.start(scratch.resolve("hub"));
        hub.push("me/app", "one\n");
    }

    @AfterEach
    void stop() {
        if (hub != null) {
            hub.close();
        }
    }

    private String remote(String name) {
        return "docker://" + hub.image(name);
    }

    private void copy(String from, String to) throws IOException {
        skopeo.run(
                "copy",
                "--quiet",
                "--all",
                "--preserve-digests",
                "--src-tls-verify=false",
                "--dest-tls-verify=false",
                from,
                to);
    }

    @Test
    void anImageIsCopiedOutAndInAgainWithItsDigest() throws Exception {
        String layout = "oci:" + scratch.resolve("layout") + ":app";

        copy(remote("me/app:latest"), layout);
        copy(layout, remote("you/copy:1"));

        assertThat(hub.digest("you/copy", "1")).isEqualTo(hub.digest("me/app", "latest"));
    }

    @Test
    void anImageIsCopiedFromOneRepositoryToAnother() throws Exception {
        copy(remote("me/app:latest"), remote("you/copy:1"));

        assertThat(hub.digest("you/copy", "1")).isEqualTo(hub.digest("me/app", "latest"));
    }

    @Test
    void anImageOfSeveralPlatformsKeepsThemAll() throws Exception {
        hub.pushIndex("me/app", "multi", hub.get("me/app/manifests/latest"));

        copy(remote("me/app:multi"), "oci:" + scratch.resolve("layout") + ":multi");
        copy("oci:" + scratch.resolve("layout") + ":multi", remote("you/multi:1"));

        assertThat(hub.digest("you/multi", "1")).isEqualTo(hub.digest("me/app", "multi"));
    }

    @Test
    void anImageIsInspectedAndItsTagsAreListed() throws Exception {
        copy(remote("me/app:latest"), remote("me/app:1.0"));

        String inspected = skopeo.run("inspect", "--tls-verify=false", remote("me/app:latest"));
        String tags = skopeo.run("list-tags", "--tls-verify=false", remote("me/app"));

        assertThat(inspected).contains("\"Digest\": \"" + hub.digest("me/app", "latest") + "\"");
        assertThat(tags.replaceAll("\\s", "")).contains("\"Tags\":[\"1.0\",\"latest\"]");
    }

    @Test
    void aDeletedImageIsGone() throws Exception {
        skopeo.run("delete", "--tls-verify=false", remote("me/app:latest"));

        assertThat(hub.get("me/app/manifests/latest").statusCode()).isEqualTo(404);
        assertThat(hub.get("me/app/tags/list").body()).contains("\"tags\":[]");
    }

    @Test
    void aRepositoryIsSynchronizedToFiles() throws Exception {
        skopeo.run(
                "sync",
                "--src-tls-verify=false",
                "--src=docker",
                "--dest=dir",
                hub.image("me/app"),
                scratch.resolve("mirror"));

        assertThat(Files.readString(scratch.resolve("mirror/app:latest/manifest.json")))
                .isEqualTo(hub.get("me/app/manifests/latest").body());
    }
}
