package dev.lamina.engine.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.engine.store.StorePaths;
import dev.lamina.engine.store.TarOf;
import dev.lamina.engine.value.image.Removal;
import dev.lamina.image.Bytes;
import dev.lamina.image.DiffId;
import dev.lamina.image.Reference;

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
    private Images images;

    @BeforeEach
    void fill() throws IOException {
        images = Images.open(new StorePaths(scratch.resolve("store")));
        SMALL.addTo(images, Reference.parse("small:1"));
        TALL.addTo(images, Reference.parse("tall:1"));
    }

    private static void trap(Path file) throws IOException {
        Files.delete(file);
        Files.createDirectory(file);
    }

    private void trapDocuments() throws IOException {
        trap(images.store().paths().blob(TALL.target().digest()));
        trap(images.store().paths().blob(TALL.id()));
        trapLayers();
    }

    private void trapLayers() throws IOException {
        for (DiffId layer : TALL.diffIds()) {
            trap(images.store().paths().layerSeal(layer));
            trap(images.store().paths().layerIndex(layer));
        }
    }

    @Test
    void oneImageIsFoundWithoutReadingAnother() throws Exception {
        trapDocuments();

        assertThat(images.find("small:1").id()).isEqualTo(SMALL.id());
        assertThat(images.find(SMALL.id().hex().substring(0, 12)).tags()).hasSize(1);
        assertThatThrownBy(() -> images.find("tall:1")).hasMessageContaining("directory");
    }

    @Test
    void aTagIsGivenAndTakenWithoutReadingAnotherImage() throws Exception {
        trapDocuments();

        images.tag("small:1", Reference.parse("small:2"));
        images.tag("small:2", Reference.parse("small:3"));

        assertThat(images.remove("small:1", false))
                .containsExactly(new Removal.Untagged(Reference.parse("small:1")));
        assertThat(images.find("small:2").tags()).hasSize(2);
    }

    @Test
    void imagesOfOneNameAreListedWithoutReadingAnother() throws Exception {
        trapDocuments();

        assertThat(images.summaries(name -> name.familiarName().equals("small"))).hasSize(1);
    }

    @Test
    void theListReadsNothingOfLayers() throws Exception {
        long size = images.find("tall:1").size();
        trapLayers();

        assertThat(images.summaries()).hasSize(2).anyMatch(image -> image.size() == size);
    }

    @Test
    void manyTagsAreReadAsOneImage() throws Exception {
        for (int i = 2; i < 30; i++) {
            images.tag("tall:1", Reference.parse("tall:" + i));
        }
        var entries = images.list().read();

        var read = images.catalog().readable(entries);

        assertThat(read).hasSize(30);
        assertThat(read.stream().map(StoredImage::config).map(System::identityHashCode).distinct())
                .as("documents that were parsed")
                .hasSize(2);
    }
}
