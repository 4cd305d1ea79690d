package dev.lamina.engine.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.engine.Engine;
import dev.lamina.engine.EngineSettings;
import dev.lamina.engine.images.TestImage;
import dev.lamina.engine.store.TarOf;
import dev.lamina.engine.value.image.PullOptions;
import dev.lamina.engine.value.image.TransferListener;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;
import dev.lamina.image.MediaType;
import dev.lamina.image.Platform;
import dev.lamina.image.Reference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// Manifests and configs under labels that say nothing or something else: the content decides, and the
/// exact bytes are kept.
final class OddDocumentsTest {

    private static final TestImage IMAGE = TestImage.ofGzip(TarOf.files("name", "content"));

    @TempDir private Path scratch;

    private ScriptedRegistry registry;
    private Engine engine;
    private Reference reference;

    @BeforeEach
    void start() throws IOException {
        registry = ScriptedRegistry.start();
        reference = registry.reference("app:1");
        engine =
                Engine.open(
                        new EngineSettings(
                                scratch.resolve("store"),
                                Map.of(),
                                scratch,
                                Platform.of("linux", "amd64"),
                                "test"));
        registry.serve("app", "1", IMAGE);
    }

    @AfterEach
    void stop() throws IOException {
        engine.close();
        registry.close();
    }

    private void pull() throws IOException {
        engine.pull(reference, PullOptions.DEFAULT, TransferListener.NONE);
    }

    private Bytes serveChanged(String label, String text, String instead) {
        Bytes document = Bytes.utf8(IMAGE.manifestBytes().utf8().replace(text, instead));
        registry.serveManifest("app", "1", label, document);
        return document;
    }

    /// Docker 20.10 runs an image of each.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "application/octet-stream",
                "application/json",
                "text/plain",
                "text/html",
                "application/vnd.docker.container.image.v1+json",
                "application/vnd.example.config.v1+json"
            })
    void aConfigIsOneByItsContent(String type) throws Exception {
        Bytes manifest = serveChanged(MediaType.OCI_MANIFEST, MediaType.OCI_CONFIG, type);

        pull();

        assertThat(engine.image(reference.toString()).id()).isEqualTo(IMAGE.id());
        assertThat(engine.image(reference.toString()).manifestBytes()).isEqualTo(manifest);
        assertThat(engine.images()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/vnd.oci.empty.v1+json",
                "application/vnd.docker.plugin.v1+json",
                "application/vnd.example.binary"
            })
    void aConfigThatIsKnownToBeAnothersIsRefused(String type) {
        Bytes manifest = serveChanged(MediaType.OCI_MANIFEST, MediaType.OCI_CONFIG, type);

        assertThatThrownBy(this::pull).hasMessage(artifact(manifest, type));
    }

    @Test
    void aHelmChartIsRefused() {
        String type = "application/vnd.cncf.helm.config.v1+json";
        Bytes chart = Bytes.utf8("{\"name\":\"chart\",\"version\":\"1.0.0\"}");
        registry.serveBlob("app", Digest.of(chart), chart);
        Bytes manifest =
                Bytes.utf8(
                        IMAGE.manifestBytes()
                                .utf8()
                                .replace(MediaType.OCI_CONFIG, type)
                                .replace(IMAGE.id().toString(), Digest.of(chart).toString())
                                .replace(
                                        "\"size\":" + IMAGE.configBytes().length(),
                                        "\"size\":" + chart.length()));
        registry.serveManifest("app", "1", MediaType.OCI_MANIFEST, manifest);

        assertThatThrownBy(this::pull).hasMessage(artifact(manifest, type));
    }

    private static String artifact(Bytes manifest, String type) {
        return "manifest "
                + Digest.of(manifest)
                + ": config: expected the media type of an image, got "
                + type
                + " (an artifact cannot be pulled as an image)";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "application/json; charset=utf-8",
                "text/plain",
                "application/octet-stream",
                "binary/octet-stream",
                "application/vnd.docker.distribution.manifest.v2+json"
            })
    void aManifestIsWhatItSaysWhateverItsLabel(String label) throws Exception {
        registry.serveManifest("app", "1", label, IMAGE.manifestBytes());

        pull();

        assertThat(engine.image(reference.toString()).target().mediaType())
                .isEqualTo(MediaType.OCI_MANIFEST);
    }

    @Test
    void aManifestThatNobodyLabelsIsOneByItsContent() throws Exception {
        String own = "\"mediaType\":\"" + MediaType.OCI_MANIFEST + "\",";
        Bytes manifest = serveChanged("", "\"schemaVersion\":2," + own, "");

        pull();

        assertThat(engine.image(reference.toString()).manifestBytes()).isEqualTo(manifest);
    }

    @Test
    void namesInAnyCaseAndNullsAreRead() throws Exception {
        Bytes manifest =
                Bytes.utf8(
                        IMAGE.manifestBytes()
                                .utf8()
                                .replace("\"layers\"", "\"annotations\":null,\"Layers\"")
                                .replace("\"digest\"", "\"DIGEST\"")
                                .replace("\"config\"", "\"manifests\":null,\"CONFIG\""));
        registry.serveManifest("app", "1", MediaType.OCI_MANIFEST, manifest);

        pull();

        assertThat(engine.image(reference.toString()).manifestBytes()).isEqualTo(manifest);
        assertThat(engine.image(reference.toString()).target().digest())
                .isEqualTo(Digest.of(manifest));
    }
}
