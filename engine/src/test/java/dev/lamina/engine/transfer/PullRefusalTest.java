package dev.lamina.engine.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.engine.Engine;
import dev.lamina.engine.EngineSettings;
import dev.lamina.engine.images.TestImage;
import dev.lamina.engine.store.TarOf;
import dev.lamina.engine.transfer.RefusedPull.Bad;
import dev.lamina.engine.transfer.RefusedPull.Serving;
import dev.lamina.engine.value.image.PullOptions;
import dev.lamina.engine.value.image.TransferListener;
import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.ImageIndex;
import dev.lamina.image.Manifest;
import dev.lamina.image.MediaType;
import dev.lamina.image.Platform;
import dev.lamina.image.json.ImageIndexJson;
import dev.lamina.image.json.ManifestJson;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Images whose documents are wrong, or do not fit their blobs: a pull refuses them with an exact
/// message, and keeps nothing.
final class PullRefusalTest {

    private static final TestImage GOOD =
            TestImage.ofGzip(
                    TarOf.files("etc/hosts", "127.0.0.1 localhost\n"),
                    TarOf.files("bin/app", "app ".repeat(50_000)));

    private static final Descriptor APP = GOOD.manifest().layers().getLast();

    /// A tar whose gzip has the same size as that of the last layer, and another digest.
    private static final Bytes OTHER_TAR = TarOf.files("bin/app", "App ".repeat(50_000));

    @TempDir private Path scratch;

    @ParameterizedTest
    @MethodSource({"blobs", "manifests", "indexes", "configs"})
    void aBadImageIsRefusedAndNothingIsKept(Bad bad) throws Exception {
        new RefusedPull(scratch).check(bad);
    }

    static Stream<Bad> blobs() {
        return Stream.of(
                good(
                        "a layer with another digest",
                        "blob, digest: expected {layer}, got {digest}",
                        blob(APP, TestImage.gzip(OTHER_TAR))),
                good(
                        "a layer that is cut off",
                        "blob {layer}: size: expected 307 bytes, got 297",
                        layers(sized(APP.size() + 10))),
                good(
                        "a layer that is longer than its descriptor says",
                        "blob {layer}: size: expected 287 bytes, got 297",
                        layers(sized(APP.size() - 10))),
                good(
                        "a layer that the registry has not",
                        "no such blob: {digest}",
                        layers(unknownLayer())),
                good(
                        "a layer whose tar has another diffID",
                        "layer tar, digest: expected {diffId}, got {digest}",
                        otherDiffId()));
    }

    static Stream<Bad> manifests() {
        return Stream.of(
                good(
                        "no JSON",
                        "manifest {digest}, at 0: JSON: expected a value, got '<'",
                        document(MediaType.OCI_MANIFEST, Bytes.utf8("<html>"))),
                good(
                        "half a manifest",
                        "manifest {digest}, at 277: JSON: expected the rest of a string, got "
                                + "the end",
                        document(MediaType.OCI_MANIFEST, half())),
                good(
                        "no config",
                        "manifest {digest}: config: expected an object, got nothing",
                        document(MediaType.OCI_MANIFEST, Bytes.utf8("{\"schemaVersion\":2}"))),
                good(
                        "a manifest that is an index too",
                        "manifest {digest}: manifests: expected none in a manifest, got an image "
                                + "index",
                        document(
                                MediaType.OCI_MANIFEST,
                                changed("{\"schema", "{\"Manifests\":[],\"schema"))),
                good(
                        "arrays in arrays",
                        "manifest {digest}, at 64: JSON: expected a depth of at most 64",
                        document(MediaType.OCI_MANIFEST, Bytes.utf8("[".repeat(100_000)))),
                good(
                        "schema 1",
                        "manifest {digest}: schemaVersion: expected 2, got a Docker schema 1 "
                                + "manifest, a format of before 2016 that is not supported: push the "
                                + "image again with a current tool",
                        document(
                                MediaType.DOCKER_SCHEMA_1_SIGNED,
                                Bytes.utf8("{\"schemaVersion\":1,\"name\":\"bad\"}"))),
                good(
                        "an unknown type",
                        "manifest {digest}: mediaType: expected the type of an image manifest, "
                                + "got 'application/vnd.example'",
                        document(
                                MediaType.OCI_MANIFEST,
                                changed(MediaType.OCI_MANIFEST, "application/vnd.example"))),
                good(
                        "another type inside",
                        "manifest {manifest}: mediaType: expected "
                                + "'application/vnd.oci.image.index.v1+json', got "
                                + "'application/vnd.oci.image.manifest.v1+json'",
                        document(MediaType.OCI_INDEX, GOOD.manifestBytes())),
                good(
                        "more than 4 MiB",
                        "body: expected at most 4194304 bytes, got more (GET "
                                + "http://{registry}/v2/bad/manifests/1)",
                        document(MediaType.OCI_MANIFEST, padded(5 << 20))),
                good(
                        "a layer of an unknown type",
                        "manifest {digest}: layer {layer}: unknown media type "
                                + "application/vnd.example.layer",
                        layers(
                                Descriptor.of(
                                        "application/vnd.example.layer",
                                        APP.digest(),
                                        APP.size()))),
                good(
                        "5,000 layers",
                        "manifest {digest}: layers: expected at most 4096, got 5001",
                        layers(Collections.nCopies(5_000, APP))),
                good(
                        "an artifact",
                        "manifest {digest}: config: expected the media type of an image, got "
                                + "application/vnd.example (an artifact cannot be pulled as an "
                                + "image)",
                        manifest(artifact())));
    }

    static Stream<Bad> indexes() {
        Descriptor target = GOOD.target().withPlatform(Platform.of("linux", "amd64"));
        return Stream.of(
                good(
                        "an index of nothing",
                        "no matching manifest for linux/amd64 in the manifest list entries: "
                                + "{registry}/bad:1 has no platforms",
                        indexOf()),
                good(
                        "an index without the platform",
                        "no matching manifest for linux/amd64 in the manifest list entries: "
                                + "{registry}/bad:1 has linux/s390x",
                        indexOf(GOOD.target().withPlatform(Platform.of("linux", "s390x")))),
                good(
                        "an index that has another size for the manifest",
                        "manifest {manifest}: size: expected 5, got 555",
                        indexOf(
                                Descriptor.of(target.mediaType(), target.digest(), 5)
                                        .withPlatform(Platform.of("linux", "amd64")))),
                good(
                        "an index that another tool hides deep",
                        "index {digest}: expected at most 8 indexes in each other, got more",
                        indexes(9)),
                good(
                        "an index whose entry is another kind of document",
                        "manifest {digest}: mediaType: expected "
                                + "'application/vnd.oci.image.manifest.v1+json', got "
                                + "'application/vnd.oci.image.index.v1+json'",
                        indexUnderALabel(MediaType.OCI_MANIFEST)),
                good(
                        "an index that leads to nothing for ever",
                        "index {digest}: expected an image for linux/amd64 among the first 100 "
                                + "documents, got none",
                        manyForOthers(101)));
    }

    static Stream<Bad> configs() {
        return Stream.of(
                good(
                        "fewer diffIDs than layers",
                        "config {config}: diffIDs: expected one for each of the manifest's 3 "
                                + "layers, got 2",
                        layers(APP, APP)),
                good(
                        "one blob with two diffIDs",
                        "config {config}: layer {layer}: expected one diffID, got {digest} "
                                + "and {diffId}",
                        manifest(Manifest.of(GOOD.manifest().config(), List.of(APP, APP)))),
                good(
                        "a config with another digest",
                        "config, digest: expected {config}, got {digest}",
                        registry -> {
                            registry.serve("bad", "1", GOOD);
                            int size = GOOD.configBytes().length();
                            registry.serveBlob("bad", GOOD.id(), Bytes.of(new byte[size]));
                        }),
                good(
                        "a config that is cut off",
                        "blob {config}: size: expected 283 bytes, got 282",
                        config(GOOD.id(), GOOD.configBytes().length() + 1)),
                good(
                        "a config that is longer than its descriptor says",
                        "blob {config}: size: expected 281 bytes, got 282",
                        config(GOOD.id(), GOOD.configBytes().length() - 1)),
                good(
                        "a config of more than 8 MiB",
                        "config {config}: size: expected at most 8388608, got 9437184",
                        config(GOOD.id(), 9 << 20)),
                good(
                        "a config that is no JSON",
                        "config {digest}, at 1: JSON: expected 'null', got 'o'",
                        config(Bytes.utf8("no JSON"))),
                good(
                        "a config without diffIDs",
                        "config {digest}: rootfs: expected the layers of an image, got "
                                + "nothing",
                        config(Bytes.utf8("{\"os\":\"linux\"}"))),
                good(
                        "a diffID that is none",
                        "config {digest}: rootfs.diff_ids[0]: digest: expected 64 "
                                + "hexadecimal digits, got 16",
                        config(
                                Bytes.utf8(
                                        """
                                        {"rootfs":{"type":"layers","diff_ids":\
                                        ["sha256:../../etc/passwd","x"]}}"""))));
    }

    private static Bad good(String name, String message, Serving instead) {
        return new Bad(
                name,
                GOOD,
                message,
                registry -> {
                    registry.serve("bad", "1", GOOD);
                    instead.serve(registry);
                });
    }

    private static Serving blob(Descriptor blob, Bytes bytes) {
        return registry -> registry.serveBlob("bad", blob.digest(), bytes);
    }

    private static Serving document(String mediaType, Bytes document) {
        return registry -> registry.serveManifest("bad", "1", mediaType, document);
    }

    private static Serving manifest(Manifest manifest) {
        return document(manifest.mediaType(), ManifestJson.write(manifest));
    }

    /// The image without its last layer, and with these.
    private static Serving layers(Descriptor... last) {
        return layers(List.of(last));
    }

    private static Serving layers(List<Descriptor> last) {
        List<Descriptor> layers = new ArrayList<>(GOOD.manifest().layers().subList(0, 1));
        layers.addAll(last);
        return manifest(Manifest.of(GOOD.manifest().config(), layers));
    }

    private static Descriptor sized(long size) {
        return Descriptor.of(APP.mediaType(), APP.digest(), size);
    }

    private static Descriptor unknownLayer() {
        return Descriptor.of(APP.mediaType(), Bytes.utf8("unknown"));
    }

    private static Serving otherDiffId() {
        TestImage other = TestImage.ofGzip(GOOD.tars().getFirst(), OTHER_TAR);
        return registry -> {
            registry.serve("bad", "1", other);
            manifest(Manifest.of(GOOD.manifest().config(), other.manifest().layers()))
                    .serve(registry);
        };
    }

    private static Bytes half() {
        return GOOD.manifestBytes().slice(0, GOOD.manifestBytes().length() / 2);
    }

    private static Bytes padded(int size) {
        return Bytes.utf8(" ".repeat(size) + GOOD.manifestBytes().utf8());
    }

    private static Manifest artifact() {
        return new Manifest(
                MediaType.OCI_MANIFEST,
                Descriptor.of(MediaType.OCI_EMPTY, Bytes.utf8("{}")),
                List.of(),
                Optional.empty(),
                Map.of(),
                Optional.of("application/vnd.example"));
    }

    private static Serving indexOf(Descriptor... manifests) {
        return document(
                MediaType.OCI_INDEX, ImageIndexJson.write(ImageIndex.of(List.of(manifests))));
    }

    private static Serving indexes(int depth) {
        return registry -> {
            Descriptor inner = GOOD.target();
            for (int i = 0; i < depth; i++) {
                Bytes document = index(inner.withPlatform(Platform.of("linux", "amd64")));
                registry.serveManifest("bad", "1", MediaType.OCI_INDEX, document);
                inner = Descriptor.of(MediaType.OCI_INDEX, document);
            }
        };
    }

    private static Serving indexUnderALabel(String label) {
        Bytes inner = index(GOOD.target());
        return registry -> {
            registry.serveManifest("bad", "2", MediaType.OCI_INDEX, inner);
            indexOf(Descriptor.of(label, inner).withPlatform(Platform.of("linux", "amd64")))
                    .serve(registry);
        };
    }

    /// Indexes without a platform, each of which has to be looked into.
    private static Serving manyForOthers(int count) {
        return registry -> {
            var entries = new ArrayList<Descriptor>();
            for (int i = 0; i < count; i++) {
                Platform other = Platform.of("linux", "other" + i);
                Bytes inner = index(GOOD.target().withPlatform(other));
                registry.serveManifest("bad", "x", MediaType.OCI_INDEX, inner);
                entries.add(Descriptor.of(MediaType.OCI_INDEX, inner));
            }
            Bytes outer = index(entries.toArray(Descriptor[]::new));
            Descriptor hidden = Descriptor.of(MediaType.OCI_INDEX, outer);
            registry.serveManifest("bad", "x", MediaType.OCI_INDEX, outer);
            indexOf(hidden.withPlatform(Platform.of("linux", "amd64"))).serve(registry);
        };
    }

    private static Bytes index(Descriptor... entries) {
        return ImageIndexJson.write(ImageIndex.of(List.of(entries)));
    }

    private static Bytes changed(String text, String instead) {
        return Bytes.utf8(GOOD.manifestBytes().utf8().replace(text, instead));
    }

    private static Serving config(Digest digest, long size) {
        return manifest(
                Manifest.of(
                        Descriptor.of(MediaType.OCI_CONFIG, digest, size),
                        GOOD.manifest().layers()));
    }

    private static Serving config(Bytes config) {
        return registry -> {
            registry.serveBlob("bad", Digest.of(config), config);
            config(Digest.of(config), config.length()).serve(registry);
        };
    }

    @Test
    void aRefusedImageLeavesTheOldOneUnderItsTag() throws Exception {
        var settings =
                new EngineSettings(
                        scratch.resolve("store"),
                        Map.of(),
                        scratch,
                        Platform.of("linux", "amd64"),
                        "test");
        try (ScriptedRegistry registry = ScriptedRegistry.start();
                Engine engine = Engine.open(settings)) {
            var reference = registry.reference("bad:1");
            registry.serve("bad", "1", GOOD);
            engine.pull(reference, PullOptions.DEFAULT, TransferListener.NONE);
            otherDiffId().serve(registry);

            assertThatThrownBy(
                            () ->
                                    engine.pull(
                                            reference, PullOptions.DEFAULT, TransferListener.NONE))
                    .hasMessageContaining("layer tar, digest");

            assertThat(engine.image(reference.toString()).id()).isEqualTo(GOOD.id());
        }
    }
}
