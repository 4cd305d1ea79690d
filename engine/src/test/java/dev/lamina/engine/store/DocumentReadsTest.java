package dev.lamina.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.image.Bytes;
import dev.lamina.image.DiffId;
import dev.lamina.image.Reference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/// What is not asked for is not read. Files that nobody may read are replaced by directories here,
/// which no reader mistakes for a missing or a damaged file.
final class DocumentReadsTest {

    private static final TestImage SMALL = TestImage.ofGzip(TarOf.files("a", "a"));
    private static final TestImage TALL =
            TestImage.ofGzip(
                    IntStream.range(0, 40)
                            .mapToObj(i -> TarOf.files("file" + i, "x".repeat(i)))
                            .toArray(Bytes[]::new));

    @TempDir private Path scratch;
    private Store store;

    @BeforeEach
    void fill() throws IOException {
        store = Store.open(new StorePaths(scratch.resolve("store")));
        SMALL.addTo(store, Reference.parse("small:1"));
        TALL.addTo(store, Reference.parse("tall:1"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static void trap(Path file) throws IOException {
        Files.delete(file);
        Files.createDirectory(file);
    }

    private void trapDocuments() throws IOException {
        trap(store.paths().blob(TALL.target().digest()));
        trap(store.paths().blob(TALL.id()));
        trapLayers();
    }

    private void trapLayers() throws IOException {
        for (DiffId layer : TALL.diffIds()) {
            trap(store.paths().layerSeal(layer));
            trap(store.paths().layerIndex(layer));
        }
    }

    @Test
    void oneImageIsFoundWithoutReadingAnother() throws Exception {
        trapDocuments();

        assertThat(store.image("small:1").id()).isEqualTo(SMALL.id());
        assertThat(store.image(SMALL.id().hex().substring(0, 12)).tags()).hasSize(1);
        assertThatThrownBy(() -> store.image("tall:1")).hasMessageContaining("directory");
    }

    @Test
    void aTagIsGivenAndTakenWithoutReadingAnotherImage() throws Exception {
        trapDocuments();

        store.tag("small:1", Reference.parse("small:2"));
        store.tag("small:2", Reference.parse("small:3"));

        assertThat(store.remove("small:1", false))
                .containsExactly(new Removal.Untagged(Reference.parse("small:1")));
        assertThat(store.image("small:2").tags()).hasSize(2);
    }

    @Test
    void imagesOfOneNameAreListedWithoutReadingAnother() throws Exception {
        trapDocuments();

        assertThat(store.images(name -> name.familiarName().equals("small"))).hasSize(1);
    }

    @Test
    void theListReadsNothingOfLayers() throws Exception {
        long size = store.image("tall:1").size();
        trapLayers();

        assertThat(store.images()).hasSize(2).anyMatch(image -> image.size() == size);
    }

    @Test
    void manyTagsAreReadAsOneImage() throws Exception {
        for (int i = 2; i < 30; i++) {
            store.tag("tall:1", Reference.parse("tall:" + i));
        }
        var entries = store.list().read();

        var images = store.catalog().readable(entries);

        assertThat(images).hasSize(30);
        assertThat(
                        images.stream()
                                .map(StoredImage::config)
                                .map(System::identityHashCode)
                                .distinct())
                .as("documents that were parsed")
                .hasSize(2);
    }
}
