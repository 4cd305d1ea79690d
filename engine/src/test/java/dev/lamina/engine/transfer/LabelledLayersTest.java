package dev.lamina.engine.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.engine.Engine;
import dev.lamina.engine.EngineSettings;
import dev.lamina.engine.images.StoreOf;
import dev.lamina.engine.images.TestImage;
import dev.lamina.engine.store.TarOf;
import dev.lamina.engine.value.image.PullOptions;
import dev.lamina.engine.value.image.TransferListener;
import dev.lamina.image.Attributes;
import dev.lamina.image.Bytes;
import dev.lamina.image.Compression;
import dev.lamina.image.Descriptor;
import dev.lamina.image.DiffId;
import dev.lamina.image.MediaType;
import dev.lamina.image.Platform;
import dev.lamina.image.Reference;
import dev.lamina.image.TreePath;
import dev.lamina.image.layer.FileContent;
import dev.lamina.image.layer.LayerEntry;
import dev.lamina.image.layer.NewLayer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Layers whose bytes are compressed otherwise than their labels say: the bytes decide, and both stay
/// as they were received. (podman 4.3.1, Docker and containerd pull all of these.)
final class LabelledLayersTest {

    private static final String FILE_TEXT = "the text of the file ".repeat(100);
    private static final List<String> LABELS =
            List.of(
                    MediaType.OCI_LAYER,
                    MediaType.OCI_LAYER_GZIP,
                    MediaType.OCI_LAYER_ZSTD,
                    MediaType.DOCKER_LAYER_GZIP,
                    "application/octet-stream");

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

    private Reference pull(TestImage image) throws IOException {
        registry.serve("app", "1", image);
        Reference reference = registry.reference("app:1");
        engine.pull(reference, PullOptions.DEFAULT, TransferListener.NONE);
        return reference;
    }

    private record Labelled(String label, Compression compression) {}

    static List<Labelled> combinations() {
        List<Labelled> combinations = new ArrayList<>();
        for (String label : LABELS) {
            Stream.of(Compression.values())
                    .map(compression -> new Labelled(label, compression))
                    .forEach(combinations::add);
        }
        return combinations;
    }

    private static TestImage image(Labelled labelled) {
        Bytes tar = layer(Compression.NONE);
        return TestImage.labelled(labelled.label, tar, layer(labelled.compression));
    }

    private static Bytes layer(Compression compression) {
        Bytes text = Bytes.utf8(FILE_TEXT);
        var file =
                new LayerEntry.RegularFile(
                        TreePath.parse("/file"),
                        Attributes.of(0644, 0, 0, Instant.EPOCH),
                        FileContent.contiguous(0, text.length()));
        var blob = new ByteArrayOutputStream();
        try {
            NewLayer.write(List.of(file), _ -> text.openStream(), compression, blob);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.of(blob.toByteArray());
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void everyLabelOnEveryCompressionIsPulled(Labelled labelled) throws Exception {
        TestImage image = image(labelled);

        Reference reference = pull(image);

        assertThat(text(reference)).isEqualTo(FILE_TEXT);
        assertThat(engine.image(reference.toString()).manifestBytes())
                .as("labels stay as received")
                .isEqualTo(image.manifestBytes());
        Path tar = StoreOf.bytes(engine).tar(image.diffIds().getFirst());
        Path blob =
                StoreOf.bytes(engine).paths().blob(image.manifest().layers().getFirst().digest());
        assertThat(Files.isSameFile(tar, blob))
                .as("one file if it travels as it is")
                .isEqualTo(labelled.compression == Compression.NONE);
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void aLostTarIsMadeAgainByTheBytes(Labelled labelled) throws Exception {
        TestImage image = image(labelled);
        Reference reference = pull(image);
        DiffId layer = image.diffIds().getFirst();
        Files.delete(StoreOf.bytes(engine).paths().tar(layer));
        Files.delete(StoreOf.bytes(engine).paths().layerIndex(layer));

        assertThat(text(reference)).isEqualTo(FILE_TEXT);
    }

    private String text(Reference reference) throws IOException {
        try (InputStream in = engine.openFile(reference.toString(), TreePath.parse("/file"))) {
            return Bytes.of(in.readAllBytes()).utf8();
        }
    }

    @Test
    void aBlobOfNoBytesIsAnEmptyLayerWhateverItsLabel() throws Exception {
        for (String label : LABELS) {
            Reference reference = pull(TestImage.labelled(label, Bytes.EMPTY, Bytes.EMPTY));

            assertThat(engine.tree(reference.toString()).root().children()).isEmpty();
            assertThat(engine.image(reference.toString()).size()).isZero();
        }
        assertThat(registry.requests()).as("nothing need be fetched").noneMatch(this::isEmptyBlob);
    }

    private boolean isEmptyBlob(String request) {
        return request.contains(Descriptor.of(MediaType.OCI_LAYER, Bytes.EMPTY).digest().hex());
    }

    @Test
    void anEmptyGzipIsAnEmptyLayerToo() throws Exception {
        Bytes gzip = TestImage.gzip(Bytes.EMPTY);

        Reference reference = pull(TestImage.labelled(MediaType.OCI_LAYER_ZSTD, Bytes.EMPTY, gzip));

        assertThat(engine.tree(reference.toString()).root().children()).isEmpty();
    }

    @Test
    void layersAboveAnEmptyOneAreSeen() throws Exception {
        TestImage image =
                TestImage.ofGzip(TarOf.files("a", "a"), Bytes.EMPTY, TarOf.files("b", "b"));

        assertThat(engine.tree(pull(image).toString()).root().children()).hasSize(2);
    }
}
