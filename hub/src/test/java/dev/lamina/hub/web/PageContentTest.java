package dev.lamina.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.hub.TestHub;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What pages say.
final class PageContentTest {

    private static final Bytes CONFIG =
            Bytes.utf8(
                    """
                    {"architecture": "amd64", "os": "linux",
                     "rootfs": {"type": "layers", "diff_ids": []}}""");

    @TempDir private Path directory;
    private TestHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = TestHub.start(directory);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private String page(String path) throws IOException {
        return hub.http().get(path).text();
    }

    @Test
    void theCommandPullsATagThatIsThere() throws IOException {
        hub.pushImage("me/app", "1", 1);
        hub.pushImage("me/app", "2", 2);
        assertThat(page("/r/me/app")).containsPattern("docker pull [^/]+/me/app:2<");

        hub.pushImage("me/app", "latest", 1);
        hub.pushImage("me/app", "3", 3);
        assertThat(page("/r/me/app")).containsPattern("docker pull [^/]+/me/app<");
    }

    @Test
    void anEmptyHubSaysHowToPush() throws IOException {
        assertThat(page("/explore")).contains("/ACCOUNT/app");
        assertThat(page("/explore?q=none"))
                .contains("Nothing found")
                .doesNotContain("/ACCOUNT/app");

        hub.pushImage("me/app", "1", 1);
        assertThat(page("/explore")).doesNotContain("/ACCOUNT/app", "Nothing found");
        assertThat(page("/r/me/app"))
                .contains("No description yet")
                .doesNotContain("/r/me/app/-/settings");
    }

    @Test
    void referrersOfTheIndexAndOfItsImageAreShown() throws IOException {
        hub.pushBlob("me/app", CONFIG);
        Bytes image =
                Bytes.utf8(
                        """
                        {"schemaVersion": 2, "mediaType": "%s", "config": %s, "layers": []}"""
                                .formatted(
                                        TestHub.MANIFEST,
                                        TestHub.descriptor(
                                                "application/vnd.oci.image.config.v1+json",
                                                CONFIG)));
        hub.pushManifest("me/app", Digest.of(image).toString(), image);
        Bytes index =
                Bytes.utf8(
                        """
                        {"schemaVersion": 2, "mediaType": "%s", "manifests": [%s]}"""
                                .formatted(
                                        TestHub.INDEX,
                                        TestHub.descriptor(TestHub.MANIFEST, image)
                                                .replace(
                                                        "}",
                                                        ", \"platform\": {\"os\": \"linux\","
                                                                + " \"architecture\":"
                                                                + " \"amd64\"}}")));
        hub.http().send("PUT", "/v2/me/app/manifests/1", index, "Content-Type: " + TestHub.INDEX);
        Bytes ofImage = referrer("application/x.of-image", TestHub.MANIFEST, image);
        Bytes ofIndex = referrer("application/x.of-index", TestHub.INDEX, index);

        assertThat(page("/r/me/app/-/tag/1"))
                .contains(Digest.of(ofImage).toString(), "application/x.of-image")
                .contains(Digest.of(ofIndex).toString(), "application/x.of-index");
    }

    /// A terminal obeys escapes that somebody copies; text that is turned around reads as something else.
    @Test
    void whatNobodySeesInAConfigIsShownAsItsCode() throws IOException {
        String odd = "a\\u001b[31m\\u009b\\u202eb\\u2066c";
        Bytes config =
                Bytes.utf8(
                        """
                        {"architecture": "amd64", "os": "linux", "author": "%1$s",
                         "config": {"Env": ["A=%1$s"], "Labels": {"l%1$s": "%1$s"}, "User": "%1$s",
                                    "Cmd": ["%1$s"], "WorkingDir": "/%1$s"},
                         "history": [{"created_by": "RUN %1$s", "empty_layer": true}],
                         "rootfs": {"type": "layers", "diff_ids": []}}"""
                                .formatted(odd));
        hub.pushBlob("me/app", config);
        Bytes manifest =
                Bytes.utf8(
                        """
                        {"schemaVersion": 2, "mediaType": "%s", "config": %s, "layers": []}"""
                                .formatted(
                                        TestHub.MANIFEST,
                                        TestHub.descriptor(
                                                "application/vnd.oci.image.config.v1+json",
                                                config)));
        hub.pushManifest("me/app", "1", manifest);
        Bytes plain =
                Bytes.utf8(
                        "{\"architecture\": \"amd64\", \"os\": \"linux\","
                                + " \"rootfs\": {\"type\": \"layers\", \"diff_ids\": []}}");
        hub.pushBlob("me/app", plain);
        hub.pushManifest(
                "me/app",
                "2",
                Bytes.utf8(
                        manifest.utf8()
                                .replace(
                                        TestHub.descriptor(
                                                "application/vnd.oci.image.config.v1+json", config),
                                        TestHub.descriptor(
                                                "application/vnd.oci.image.config.v1+json",
                                                plain))));

        for (String path : List.of("/r/me/app/-/tag/1", "/r/me/app/-/compare?from=1&to=2")) {
            assertThat(page(path))
                    .as(path)
                    .contains("a\\u001b[31m\\u009b\\u202eb\\u2066c")
                    .doesNotContain("\u001b", "\u009b", "\u202e", "\u2066");
        }
    }

    private Bytes referrer(String type, String mediaType, Bytes subject) throws IOException {
        Bytes manifest =
                Bytes.utf8(
                        """
                        {"schemaVersion": 2, "mediaType": "%s", "artifactType": "%s",
                         "config": %s, "layers": [], "subject": %s}"""
                                .formatted(
                                        TestHub.MANIFEST,
                                        type,
                                        TestHub.descriptor(
                                                "application/vnd.oci.image.config.v1+json", CONFIG),
                                        TestHub.descriptor(mediaType, subject)));
        hub.pushManifest("me/app", Digest.of(manifest).toString(), manifest);
        return manifest;
    }
}
