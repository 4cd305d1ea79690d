package dev.lamina.testing.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.engine.Engine;
import dev.lamina.engine.EngineSettings;
import dev.lamina.engine.value.image.TransferListener;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;
import dev.lamina.image.MediaType;
import dev.lamina.image.Platform;
import dev.lamina.image.Reference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What somebody else made is pushed as it is, whatever its form: skopeo reads it back. The store is a layout
/// that is written here by hand.
@Tag("linux")
final class PushedAsItIsTest {

    private static final String ODD_CONFIG = "application/vnd.acme.image+json";
    private static final String ODD_LAYER = "application/octet-stream";

    @TempDir private Path scratch;
    private Path root;
    private ClientHub hub;
    private ClientProgram skopeo;
    private final List<Bytes> blobs = new ArrayList<>();
    private final List<Bytes> documents = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        skopeo = ClientProgram.require("skopeo");
        hub = ClientHub.start(scratch.resolve("hub"));
        root = Files.createDirectory(scratch.resolve("store"));
        Files.createDirectories(root.resolve("blobs/sha256"));
        Files.writeString(root.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private String descriptor(String mediaType, String content, List<Bytes> kind, String more)
            throws IOException {
        Bytes bytes = Bytes.utf8(content);
        Digest digest = Digest.of(bytes);
        Files.write(root.resolve("blobs/sha256").resolve(digest.hex()), bytes.toArray());
        kind.add(bytes);
        return """
        {"mediaType": "%s", "digest": "%s", "size": %d%s}"""
                .formatted(mediaType, digest, bytes.length(), more);
    }

    private String manifest(String name) throws IOException {
        return manifest(name, MediaType.OCI_CONFIG, MediaType.OCI_LAYER);
    }

    private String manifest(String name, String config, String layer) throws IOException {
        String layers =
                descriptor(layer, "layer of " + name, blobs, ", \"annotations\": {\"a\": \"b\"}");
        String content =
                """
                { "architecture" : "%s", "os": "linux",  "acme": [1, 2.50, null],
                  "rootfs": {"type": "layers", "diff_ids": ["%s"]}}

                """
                        .formatted(name, Digest.of(Bytes.utf8("layer of " + name)));
        return """
        {"schemaVersion": 2,  "mediaType": "%s", "unknown": {"b": 1, "a": 2},
          "config": %s,
          "layers": [%s] }
        """
                .formatted(MediaType.OCI_MANIFEST, descriptor(config, content, blobs, ""), layers);
    }

    private String index(String... rows) {
        return """
        {"schemaVersion": 2, "mediaType": "%s",
         "manifests": [%s], "annotations": {"made.by": "hand"}}
        """
                .formatted(MediaType.OCI_INDEX, String.join(",\n  ", rows));
    }

    private String platform(String architecture) {
        return ", \"platform\": {\"os\": \"linux\", \"architecture\": \"" + architecture + "\"}";
    }

    /// Names a document in the store, pushes it, and asks skopeo for everything.
    private void push(String mediaType, String document) throws Exception {
        String name = hub.image("me/app:1");
        String named =
                descriptor(
                        mediaType,
                        document,
                        documents,
                        ", \"annotations\": {\"org.opencontainers.image.ref.name\": \"%s\"}"
                                .formatted(name));
        Files.writeString(
                root.resolve("index.json"),
                "{\"schemaVersion\": 2, \"manifests\": [" + named + "]}");
        try (Engine engine =
                Engine.open(
                        new EngineSettings(
                                root, Map.of(), scratch, Platform.of("linux", "amd64"), "test"))) {
            engine.push(Reference.parse(name), TransferListener.NONE);
        }

        assertThat(raw("me/app:1")).isEqualTo(document);
        for (Bytes pushed : documents) {
            assertThat(raw("me/app@" + Digest.of(pushed))).isEqualTo(pushed.utf8());
        }
        for (Bytes blob : blobs) {
            HttpResponse<String> answer = hub.get("me/app/blobs/" + Digest.of(blob));
            assertThat(answer.statusCode()).as(blob.utf8()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(blob.utf8());
        }
    }

    private String raw(String name) throws IOException {
        return skopeo.run("inspect", "--raw", "--tls-verify=false", "docker://" + hub.image(name));
    }

    @Test
    void anIndexWithinAnIndexGoesWithAllThatBothList() throws Exception {
        String inner =
                index(
                        descriptor(
                                MediaType.OCI_MANIFEST,
                                manifest("arm64"),
                                documents,
                                platform("arm64")),
                        descriptor(
                                MediaType.OCI_MANIFEST,
                                manifest("s390x"),
                                documents,
                                platform("s390x")));
        String outer =
                index(
                        descriptor(MediaType.OCI_INDEX, inner, documents, ""),
                        descriptor(
                                MediaType.OCI_MANIFEST,
                                manifest("amd64"),
                                documents,
                                platform("amd64")));

        push(MediaType.OCI_INDEX, outer);

        assertThat(documents).hasSize(5);
        assertThat(blobs).hasSize(6);
    }

    @Test
    void oddLabelsOfLayersAndConfigsStay() throws Exception {
        push(MediaType.OCI_MANIFEST, manifest("amd64", ODD_CONFIG, ODD_LAYER));

        assertThat(raw("me/app:1")).contains(ODD_CONFIG, ODD_LAYER, "\"unknown\": {\"b\": 1");
    }
}
