package dev.lamina.engine.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.engine.Engine;
import dev.lamina.engine.EngineSettings;
import dev.lamina.engine.store.TarOf;
import dev.lamina.engine.store.TestImage;
import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.Manifest;
import dev.lamina.image.MediaType;
import dev.lamina.image.Platform;
import dev.lamina.image.json.ManifestJson;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a pull does with images that are damaged or made to harm: it refuses them, says why, and
/// keeps nothing.
final class PullRefusalTest {

    private static final TestImage GOOD =
            TestImage.ofGzip(
                    TarOf.files("etc/hosts", "127.0.0.1 localhost\n"),
                    TarOf.files("bin/app", "app ".repeat(50_000)));

    /// A tar whose gzip has the same size as that of the last layer, and another digest.
    private static final Bytes OTHER_TAR = TarOf.files("bin/app", "App ".repeat(50_000));

    @TempDir private Path scratch;

    private ScriptedRegistry registry;
    private Engine engine;

    @BeforeEach
    void start() throws IOException {
        registry = ScriptedRegistry.start();
        engine =
                Engine.open(
                        new EngineSettings(
                                scratch.resolve("store"),
                                Map.of(),
                                scratch,
                                Platform.of("linux", "amd64"),
                                "test"));
    }

    @AfterEach
    void stop() throws IOException {
        engine.close();
        registry.close();
    }

    /// An image and why it is refused.
    private record Bad(String name, String message, Setup setup) {

        @Override
        public String toString() {
            return name;
        }
    }

    /// Tells the registry what to serve as `bad:1`.
    @FunctionalInterface
    private interface Setup {
        void serve(ScriptedRegistry registry);
    }

    static Stream<Bad> badImages() {
        Descriptor app = GOOD.manifest().layers().getLast();
        Bytes blob = GOOD.blobs().getLast();
        return Stream.of(
                new Bad(
                        "a layer with another digest",
                        "blob, digest: expected " + app.digest(),
                        with(GOOD, app.digest(), TestImage.gzip(OTHER_TAR))),
                new Bad("a layer that is cut off", "size", withManifest(layers(longer(app)))),
                new Bad(
                        "a layer that is no gzip",
                        "sha256:",
                        with(GOOD, app.digest(), Bytes.of(new byte[blob.length()]))),
                new Bad(
                        "a layer that is longer than its descriptor",
                        "size",
                        withManifest(layers(shorter(app)))),
                new Bad(
                        "a layer whose tar has another diffID",
                        "layer tar, digest: expected",
                        withOtherDiffId()),
                new Bad(
                        "a layer that is no tar",
                        "layer sha256:",
                        with(TestImage.ofGzip(Bytes.utf8("no tar ".repeat(500))))),
                new Bad(
                        "a layer whose tar is cut off",
                        "layer sha256:",
                        with(TestImage.ofGzip(GOOD.tars().getLast().slice(0, 1000)))),
                new Bad(
                        "fewer diffIDs than layers",
                        "diffIDs: expected one for each of the manifest's 3 layers, got 2",
                        withManifest(layers(app, app))),
                new Bad(
                        "a layer of an unknown type",
                        "unknown media type application/vnd.example.layer",
                        withManifest(
                                layers(
                                        Descriptor.of(
                                                "application/vnd.example.layer",
                                                app.digest(),
                                                app.size())))),
                new Bad(
                        "an artifact",
                        "artifact",
                        withManifest(
                                new Manifest(
                                        MediaType.OCI_MANIFEST,
                                        Descriptor.of(MediaType.OCI_EMPTY, Bytes.utf8("{}")),
                                        List.of(),
                                        Optional.empty(),
                                        Map.of(),
                                        Optional.of("application/vnd.example")))),
                new Bad(
                        "schema 1",
                        "schema",
                        document(
                                MediaType.DOCKER_SCHEMA_1_SIGNED,
                                Bytes.utf8("{\"schemaVersion\":1,\"name\":\"bad\"}"))),
                new Bad(
                        "a manifest of an unknown type",
                        "",
                        document("application/vnd.example", GOOD.manifestBytes())),
                new Bad(
                        "a manifest of more than 4 MiB",
                        "",
                        document(
                                MediaType.OCI_MANIFEST,
                                Bytes.utf8(" ".repeat(5 << 20) + GOOD.manifestBytes().utf8()))),
                new Bad(
                        "a config that is no JSON",
                        "config",
                        with(GOOD, GOOD.id(), Bytes.of(new byte[GOOD.configBytes().length()]))),
                new Bad(
                        "a config of more than 8 MiB",
                        "size: expected at most 8388608, got 9437184",
                        withConfigSize(9 << 20)));
    }

    private static Setup with(TestImage image) {
        return registry -> registry.serve("bad", "1", image);
    }

    private static Setup with(TestImage image, Digest blob, Bytes instead) {
        return registry -> {
            registry.serve("bad", "1", image);
            registry.serveBlob("bad", blob, instead);
        };
    }

    private static Setup withManifest(Manifest manifest) {
        return registry -> {
            registry.serve("bad", "1", GOOD);
            registry.serveManifest("bad", "1", manifest.mediaType(), ManifestJson.write(manifest));
        };
    }

    private static Setup document(String mediaType, Bytes document) {
        return registry -> registry.serveManifest("bad", "1", mediaType, document);
    }

    /// The image without its last layer, and with these.
    private static Manifest layers(Descriptor... last) {
        List<Descriptor> layers = new ArrayList<>(GOOD.manifest().layers().subList(0, 1));
        layers.addAll(List.of(last));
        return Manifest.of(GOOD.manifest().config(), layers);
    }

    private static Descriptor longer(Descriptor layer) {
        return Descriptor.of(layer.mediaType(), layer.digest(), layer.size() + 10);
    }

    private static Descriptor shorter(Descriptor layer) {
        return Descriptor.of(layer.mediaType(), layer.digest(), layer.size() - 10);
    }

    private static Setup withOtherDiffId() {
        TestImage other = TestImage.ofGzip(GOOD.tars().getFirst(), TarOf.files("bin/app", "other"));
        return registry -> {
            registry.serve("bad", "1", other);
            Manifest manifest = Manifest.of(GOOD.manifest().config(), other.manifest().layers());
            registry.serveBlob("bad", GOOD.id(), GOOD.configBytes());
            registry.serveManifest(
                    "bad", "1", MediaType.OCI_MANIFEST, ManifestJson.write(manifest));
        };
    }

    private static Setup withConfigSize(long size) {
        return withManifest(
                Manifest.of(
                        Descriptor.of(MediaType.OCI_CONFIG, GOOD.id(), size),
                        GOOD.manifest().layers()));
    }

    @ParameterizedTest
    @MethodSource("badImages")
    void aBadImageIsRefusedAndNothingIsKept(Bad bad) throws Exception {
        bad.setup().serve(registry);

        assertThatThrownBy(
                        () ->
                                engine.pull(
                                        registry.reference("bad:1"),
                                        PullOptions.DEFAULT,
                                        TransferListener.NONE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(bad.message());

        assertThat(engine.images()).isEmpty();
        assertThat(contents("blobs")).isEmpty();
        assertThat(contents("layers")).isEmpty();
        assertThat(contents("unions")).isEmpty();
        assertThat(contents("ingest")).isEmpty();
    }

    private List<Path> contents(String directory) throws IOException {
        Path path = scratch.resolve("store").resolve(directory);
        if (!Files.exists(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void aRefusedImageLeavesTheOldOneUnderItsTag() throws Exception {
        registry.serve("bad", "1", GOOD);
        engine.pull(registry.reference("bad:1"), PullOptions.DEFAULT, TransferListener.NONE);
        withOtherDiffId().serve(registry);

        assertThatThrownBy(
                        () ->
                                engine.pull(
                                        registry.reference("bad:1"),
                                        PullOptions.DEFAULT,
                                        TransferListener.NONE))
                .hasMessageContaining("layer tar, digest");

        assertThat(engine.image(registry.reference("bad:1").toString()).id()).isEqualTo(GOOD.id());
    }
}
