package dev.lamina.cli.testing;

import dev.lamina.engine.Engine;
import dev.lamina.engine.EngineSettings;
import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.ImageConfig;
import dev.lamina.image.ImageConfig.History;
import dev.lamina.image.ImageIndex;
import dev.lamina.image.Manifest;
import dev.lamina.image.MediaType;
import dev.lamina.image.Platform;
import dev.lamina.image.Reference;
import dev.lamina.image.RunConfig;
import dev.lamina.image.json.ImageConfigJson;
import dev.lamina.image.json.ImageIndexJson;
import dev.lamina.image.json.ManifestJson;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes a store by hand: an OCI image layout, with layers that travel uncompressed. The
/// engine makes what it derives from blobs.
public final class TestStore {

    private final Path root;
    private final List<Descriptor> entries = new ArrayList<>();

    /// Creates an empty layout.
    public TestStore(Path root) throws IOException {
        this.root = root;
        for (String directory :
                List.of("blobs/sha256", "layers", "unions", "ingest", "leases", "locks")) {
            Files.createDirectories(root.resolve(directory));
        }
        Files.writeString(root.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
    }

    private EngineSettings settings() {
        return EngineSettings.of(
                Map.of("LAMINA_ROOT", root.toString(), "HOME", root.toString()),
                Map.of("os.arch", "amd64", "user.home", root.toString(), "user.name", "tester"),
                "test/1.0");
    }

    /// A layer: what it is called in the history, and its tar.
    public record TestLayer(String createdBy, Bytes tar) {}

    /// Returns a layer of one file.
    public static TestLayer layer(String createdBy, String name, String content) {
        return new TestLayer(createdBy, SmallTar.of(name, content));
    }

    /// Adds an image.
    ///
    /// @param names references; none leaves it without a name
    /// @return the image ID
    public Digest add(Instant created, RunConfig config, List<TestLayer> layers, String... names)
            throws IOException {
        var diffIds = new ArrayList<DiffId>();
        var descriptors = new ArrayList<Descriptor>();
        var history = new ArrayList<History>();
        for (TestLayer layer : layers) {
            Descriptor descriptor = Descriptor.of(MediaType.OCI_LAYER, layer.tar());
            write(layer.tar());
            descriptors.add(descriptor);
            diffIds.add(new DiffId(descriptor.digest()));
            history.add(step(created, layer.createdBy(), false));
        }
        history.add(step(created, "CMD " + config.cmd().orElse(List.of()), true));
        Bytes configBytes =
                ImageConfigJson.write(
                        new ImageConfig(
                                Optional.of(created),
                                Optional.of("A. Author"),
                                Platform.of("linux", "amd64"),
                                config,
                                diffIds,
                                history,
                                Optional.empty()));
        Bytes manifest =
                ManifestJson.write(
                        Manifest.of(Descriptor.of(MediaType.OCI_CONFIG, configBytes), descriptors));
        write(configBytes);
        write(manifest);
        Descriptor target = Descriptor.of(MediaType.OCI_MANIFEST, manifest);
        for (String name : names) {
            entries.add(
                    target.withAnnotations(
                            Map.of(
                                    "org.opencontainers.image.ref.name",
                                    Reference.parse(name).withDefaultTag().toString())));
        }
        if (names.length == 0) {
            entries.add(target);
        }
        writeList();
        Digest id = Digest.of(configBytes);
        try (Engine engine = Engine.open(settings())) {
            engine.tree(id.toString());
        }
        return id;
    }

    /// Adds an image without layers whose config is this text.
    ///
    /// @return the image ID
    public Digest addBare(String config, String name) throws IOException {
        Bytes configBytes = Bytes.utf8(config);
        Bytes manifest =
                ManifestJson.write(
                        Manifest.of(Descriptor.of(MediaType.OCI_CONFIG, configBytes), List.of()));
        write(configBytes);
        write(manifest);
        entries.add(
                Descriptor.of(MediaType.OCI_MANIFEST, manifest)
                        .withAnnotations(Map.of("org.opencontainers.image.ref.name", name)));
        writeList();
        return Digest.of(configBytes);
    }

    private static History step(Instant created, String createdBy, boolean empty) {
        return new History(
                Optional.of(created),
                Optional.of(createdBy),
                Optional.empty(),
                Optional.empty(),
                empty);
    }

    private void write(Bytes blob) throws IOException {
        Files.write(root.resolve("blobs/sha256/" + Digest.of(blob).hex()), blob.toArray());
    }

    private void writeList() throws IOException {
        Files.write(
                root.resolve("index.json"), ImageIndexJson.write(ImageIndex.of(entries)).toArray());
    }
}
