package dev.lamina.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.engine.images.StoreOf;
import dev.lamina.engine.images.TestImage;
import dev.lamina.engine.store.TarOf;
import dev.lamina.engine.transfer.ScriptedRegistry;
import dev.lamina.engine.value.image.PullOptions;
import dev.lamina.engine.value.image.PullResult;
import dev.lamina.engine.value.image.StoreDamagedException;
import dev.lamina.engine.value.image.TransferListener;
import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;
import dev.lamina.image.Platform;
import dev.lamina.image.Reference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;

/// Files of a store that a disk or a person damaged: reading says so or mends them, a pull mends
/// them, a removal removes them.
final class DamagedStoreTest {

    private static final TestImage IMAGE =
            TestImage.ofGzip(TarOf.files("a", "a"), TarOf.files("b", "b".repeat(10_000)));

    @TempDir private Path scratch;

    private ScriptedRegistry registry;
    private Engine engine;
    private Reference reference;

    @BeforeEach
    void pullAnImage() throws IOException {
        registry = ScriptedRegistry.start();
        registry.serve("app", "1", IMAGE);
        reference = registry.reference("app:1");
        engine =
                Engine.open(
                        new EngineSettings(
                                scratch.resolve("store"),
                                Map.of(),
                                scratch,
                                Platform.of("linux", "amd64"),
                                "test"));
        pull();
    }

    @AfterEach
    void stop() throws IOException {
        engine.close();
        registry.close();
    }

    private PullResult pull() throws IOException {
        return engine.pull(reference, PullOptions.DEFAULT, TransferListener.NONE);
    }

    private Path file(String name) {
        Digest layer = IMAGE.manifest().layers().getLast().digest();
        String diffId = IMAGE.diffIds().getLast().hex();
        Path root = StoreOf.bytes(engine).paths().root();
        return switch (name) {
            case "manifest" -> root.resolve("blobs/sha256/" + IMAGE.target().digest().hex());
            case "config" -> root.resolve("blobs/sha256/" + IMAGE.id().hex());
            case "blob" -> root.resolve("blobs/sha256/" + layer.hex());
            default -> root.resolve("layers/" + diffId + "." + name);
        };
    }

    private void damage(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(file(name));
        bytes[bytes.length / 2] ^= 1;
        Files.write(file(name), bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"manifest", "config"})
    void aDamagedDocumentIsNamedByWhoAsksForTheImage(String document) throws Exception {
        damage(document);

        assertThat(engine.images()).isEmpty();
        assertThatThrownBy(() -> engine.image(reference.toString()))
                .isInstanceOf(StoreDamagedException.class)
                .hasMessageStartingWith("damaged store, " + file(document) + ": digest: expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"manifest", "config"})
    void aMissingDocumentIsNamedByWhoAsksForTheImage(String document) throws Exception {
        Files.delete(file(document));

        assertThatThrownBy(() -> engine.image(reference.toString()))
                .isInstanceOf(StoreDamagedException.class)
                .hasMessageEndingWith(
                        "no such blob: sha256:" + file(document).getFileName().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"manifest", "config"})
    void aPullMendsADamagedDocument(String document) throws Exception {
        SortedMap<String, Digest> before = files();
        damage(document);

        assertThat(pull().status()).isEqualTo(PullResult.Status.NEW);

        assertThat(files()).isEqualTo(before);
        assertThat(pull().status()).isEqualTo(PullResult.Status.UP_TO_DATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"manifest", "config", "blob", "tar", "index", "seal"})
    void aPullBringsAMissingFileBack(String name) throws Exception {
        SortedMap<String, Digest> before = files();
        Files.delete(file(name));

        pull();

        assertThat(files()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tar", "index", "seal"})
    void whoReadsALayerMendsIt(String name) throws Exception {
        Path other = Files.createDirectories(scratch.resolve("other"));
        Files.move(file(name), other.resolve("lost"));

        var tree = StoreOf.bytes(engine).tree(IMAGE.diffIds());

        assertThat(tree.root().children()).hasSize(2);
        assertThat(file("tar")).hasBinaryContent(IMAGE.tars().getLast().toArray());
        assertThat(Bytes.of(Files.readAllBytes(file("index"))).length()).isPositive();
    }

    @Test
    void aDamagedIndexIsMadeAgain() throws Exception {
        SortedMap<String, Digest> before = files();
        damage("index");

        StoreOf.bytes(engine).tree(IMAGE.diffIds());

        assertThat(files().get("layers/" + file("index").getFileName()))
                .isEqualTo(before.get("layers/" + file("index").getFileName()));
    }

    @Test
    void aLayerWhoseBlobIsDamagedTooIsNamed() throws Exception {
        damage("blob");
        Files.delete(file("tar"));

        assertThatThrownBy(() -> StoreOf.bytes(engine).tree(IMAGE.diffIds()))
                .isInstanceOf(StoreDamagedException.class)
                .hasMessageStartingWith("damaged store, " + file("blob"));
    }

    @Test
    void imagesOfALostListAreFoundByTheirManifests() throws Exception {
        Files.delete(StoreOf.bytes(engine).paths().imageList());

        assertThat(engine.images())
                .singleElement()
                .satisfies(image -> assertThat(image.tags()).isEmpty());
        TestImage other = TestImage.ofGzip(TarOf.files("c", "c"));
        registry.serve("other", "1", other);
        engine.pull(registry.reference("other:1"), PullOptions.DEFAULT, TransferListener.NONE);

        assertThat(engine.image(IMAGE.id().toString()).configBytes())
                .as("a pull sweeps, but not what has only lost its name")
                .isEqualTo(IMAGE.configBytes());
        assertThat(engine.images()).hasSize(2);
        pull();
        assertThat(engine.image(reference.toString()).id()).isEqualTo(IMAGE.id());
        assertThat(engine.images()).hasSize(2);
    }

    @Test
    void anImageThatLacksALayerIsNotFoundAgain() throws Exception {
        Files.delete(StoreOf.bytes(engine).paths().imageList());
        Files.delete(file("blob"));

        assertThat(engine.images()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1]", "\u0000"})
    void aDamagedListIsNamedAndChangedByNobody(String text) throws Exception {
        Path list = StoreOf.bytes(engine).paths().imageList();
        Files.writeString(list, text);

        assertThatThrownBy(() -> engine.images())
                .isInstanceOf(StoreDamagedException.class)
                .hasMessageStartingWith("damaged store, " + list + ": list of images")
                .hasMessageEndingWith("the images are found again, without their names");
        assertThatThrownBy(this::pull).isInstanceOf(StoreDamagedException.class);
        assertThat(list).hasContent(text);
        assertThat(file("blob")).exists();
    }

    @Test
    void aDirectoryInPlaceOfTheListIsNamed() throws Exception {
        Path list = StoreOf.bytes(engine).paths().imageList();
        Files.delete(list);
        Files.createDirectory(list);

        assertThatThrownBy(() -> engine.images())
                .isInstanceOf(StoreDamagedException.class)
                .hasMessageStartingWith(
                        "damaged store, " + list + ": expected a file, got a directory");
    }

    @Test
    void aDamagedImageCanBeRemoved() throws Exception {
        damage("manifest");

        engine.remove(reference.toString(), false);

        assertThat(files().keySet())
                .containsExactly("index.json", "locks/store", "oci-layout", "reserve");
    }

    private SortedMap<String, Digest> files() throws IOException {
        return StoreFilesOf.root(StoreOf.bytes(engine).paths().root());
    }
}
