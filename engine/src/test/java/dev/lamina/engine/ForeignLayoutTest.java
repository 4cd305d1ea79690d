package dev.lamina.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.engine.images.StoreOf;
import dev.lamina.engine.images.TestImage;
import dev.lamina.engine.store.TarOf;
import dev.lamina.engine.transfer.ScriptedRegistry;
import dev.lamina.engine.value.image.ImageDetails;
import dev.lamina.engine.value.image.ImageSummary;
import dev.lamina.engine.value.image.PullOptions;
import dev.lamina.engine.value.image.TransferListener;
import dev.lamina.image.Bytes;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.Platform;
import dev.lamina.image.Reference;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The root of a store is an OCI image layout (image-spec 1.1, image-layout.md): one that umoci or
/// skopeo made is a store, and both still read it when we have written to it.
@Tag("linux")
final class ForeignLayoutTest {

    @TempDir private Path scratch;

    private Path root;

    /// A layout of umoci with the images `base` (no layer), `one` and `two`.
    @BeforeEach
    void makeLayout() throws Exception {
        Program.require("umoci", "skopeo");
        root = scratch.resolve("layout");
        umoci("init", "--layout", root.toString());
        umoci("new", "--image", root + ":base");
        addLayer("base", "one", "etc/hosts");
        addLayer("one", "two", "opt/hosts");
        umoci("config", "--image", root + ":two", "--config.cmd", "sh");
    }

    private void addLayer(String base, String image, String file) throws Exception {
        Path bundle = scratch.resolve("bundle-" + image);
        umoci("unpack", "--image", root + ":" + base, bundle.toString());
        Path added = bundle.resolve("rootfs").resolve(file);
        Files.createDirectories(added.getParent());
        Files.writeString(added, "127.0.0.1 localhost\n");
        umoci("repack", "--image", root + ":" + image, bundle.toString());
    }

    private static String umoci(String... arguments) throws Exception {
        return Program.run(
                Stream.concat(Stream.of("umoci"), Stream.of(arguments)).toArray(String[]::new));
    }

    private Engine open() {
        return Engine.open(
                new EngineSettings(root, Map.of(), scratch, Platform.of("linux", "amd64"), "test"));
    }

    @Test
    void lookingAtTheImagesWritesNothing() throws Exception {
        Map<String, Long> before = files();

        try (Engine engine = open()) {
            assertThat(engine.images())
                    .flatExtracting(ImageSummary::tags)
                    .extracting(Reference::familiar)
                    .containsExactlyInAnyOrder("base:latest", "one:latest", "two:latest");
            ImageDetails two = engine.image("two");
            assertThat(two.config().config().cmd()).hasValue(List.of("sh"));
            assertThat(two.layerSizes()).hasSize(2).allMatch(size -> size > 0);
            assertThat(two.config().history()).isNotEmpty();
        }

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void theLayersCanBeReadAndMounted() throws Exception {
        try (Engine engine = open()) {
            ImageDetails two = engine.image("two");

            assertThat(StoreOf.bytes(engine).tree(two.config().diffIds()).root().children())
                    .hasSize(2);
            assertThat(StoreOf.bytes(engine).union(two.config().diffIds()).erofs())
                    .isNotEmptyFile();
        }
    }

    /// umoci 0.4.7 leaves out the padding of the last file, and the end of the tar.
    @Test
    void aTarWithoutPaddingIsFilledUpToWholeBlocks() throws Exception {
        Path files = Files.createDirectories(scratch.resolve("files"));
        Files.writeString(files.resolve("hosts"), "127.0.0.1 localhost\n");
        umoci("insert", "--image", root + ":one", "--tag", "odd", files.toString(), "/srv");

        try (Engine engine = open()) {
            List<DiffId> layers = engine.image("odd").config().diffIds();
            Path tar = StoreOf.bytes(engine).union(layers).tars().getLast();

            assertThat(StoreOf.bytes(engine).layerIndex(layers.getLast()).tarSize() % 512)
                    .isPositive();
            assertThat(Files.size(tar) % 512).isZero();
            assertThat(Files.size(tar)).isPositive();
        }
    }

    @Test
    void otherToolsStillReadItAfterAPullATagAndARemoval() throws Exception {
        TestImage image = TestImage.ofGzip(TarOf.files("bin/app", "app"));
        String pulled;
        try (Engine engine = open();
                ScriptedRegistry registry = ScriptedRegistry.start()) {
            registry.serve("app", "1", image);
            Reference reference = registry.reference("app:1");
            pulled = reference.toString();
            engine.pull(reference, PullOptions.DEFAULT, TransferListener.NONE);
            engine.tag("one", Reference.parse("copy:3"));
            engine.remove("base", false);
        }

        assertThat(umoci("ls", "--layout", root.toString()).lines())
                .containsExactlyInAnyOrder("one", "two", pulled, "docker.io/library/copy:3");
        for (String name : List.of("one", "two", pulled, "docker.io/library/copy:3")) {
            Path copy = scratch.resolve("copy-of-" + name.replaceAll("[/:]", "-"));
            Program.run("skopeo", "copy", "oci:" + root + ":" + name, "oci:" + copy + ":x");
        }
        Path bundle = scratch.resolve("bundle");
        umoci("raw", "unpack", "--image", root + ":two", bundle.toString());
        assertThat(bundle.resolve("opt/hosts")).hasContent("127.0.0.1 localhost");
    }

    @Test
    void theSweepSparesImagesOfAllPlatformsOfAnIndex() throws Exception {
        Path source = scratch.resolve("multi");
        makeIndex(source);
        root = scratch.resolve("fresh");
        Program.run("skopeo", "copy", "--all", "oci:" + source + ":multi", "oci:" + root + ":m");
        Map<String, Long> before = blobs();

        try (Engine engine = open()) {
            StoreOf.bytes(engine).union(engine.image("m").config().diffIds());
            StoreOf.images(engine).sweep();
        }

        assertThat(blobs()).isEqualTo(before);
    }

    /// An index of the images `one` (as linux/amd64) and `two` (as linux/arm64).
    private void makeIndex(Path layout) throws Exception {
        Program.run("cp", "-r", root.toString(), layout.toString());
        String manifests = "";
        try (Engine engine = open()) {
            for (String name : List.of("one:amd64", "two:arm64")) {
                var manifest = engine.image(name.substring(0, 3)).manifestDescriptor();
                manifests +=
                        """
                        {"mediaType":"%s","digest":"%s","size":%d,\
                        "platform":{"os":"linux","architecture":"%s"}},"""
                                .formatted(
                                        manifest.mediaType(),
                                        manifest.digest(),
                                        manifest.size(),
                                        name.substring(4));
            }
        }
        var index =
                Bytes.utf8(
                        """
                        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json",\
                        "manifests":[%s]}"""
                                .formatted(manifests.substring(0, manifests.length() - 1)));
        var digest = Digest.of(index);
        Files.write(layout.resolve("blobs/sha256/" + digest.hex()), index.toArray());
        Files.writeString(
                layout.resolve("index.json"),
                """
                {"schemaVersion":2,"manifests":[\
                {"mediaType":"application/vnd.oci.image.index.v1+json","digest":"%s","size":%d,\
                "annotations":{"org.opencontainers.image.ref.name":"multi"}}]}"""
                        .formatted(digest, index.length()));
    }

    private Map<String, Long> blobs() throws IOException {
        Map<String, Long> blobs = files();
        blobs.keySet().removeIf(name -> !name.startsWith("blobs/"));
        return blobs;
    }

    private Map<String, Long> files() throws IOException {
        Map<String, Long> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(path).toString(), Files.size(path));
            }
        }
        return files;
    }
}
