package dev.lamina.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.engine.images.ImageEntry;
import dev.lamina.engine.images.Images;
import dev.lamina.image.Descriptor;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.MediaType;
import dev.lamina.image.Reference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// `docs/formats/store-layout.md` tells the truth.
final class StoreLayoutPageTest {

    private static final Digest DIGEST =
            Digest.parse("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    private static final Digest CONFIG =
            Digest.parse("sha256:c0c4106905a3186cad4d6924392f5f15c242e40c989b526bc49d2ef1c122d3cd");

    private static final DiffId LAYER =
            DiffId.parse("sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef");

    @TempDir private Path scratch;

    @Test
    void theSealOfThePageIsWhatIsWrittenAndRead() throws Exception {
        var seal =
                new Seal(
                        2560,
                        20,
                        LAYER.toString(),
                        "0d3f6c9e-3a52-4c53-9b0f-6f7a1f9b2c11",
                        List.of(DIGEST));
        String example = String.join("\n", example("lamina-seal 1")) + "\n";

        assertThat(seal.text()).isEqualTo(example);
        assertThat(Seal.parse(example)).isEqualTo(seal);
    }

    @Test
    void theLeaseOfThePageIsWhatIsWrittenAndRead() throws Exception {
        var lease = new Lease("container-1", "container 0123456789ab", DIGEST, List.of(LAYER));
        Images images = Images.open(new StorePaths(scratch));
        images.store().lease(lease, false);

        assertThat(scratch.resolve("leases/container-1"))
                .hasContent(String.join("\n", example("lamina-lease 1")) + "\n");
        assertThat(images.store().leases()).containsExactly(lease);
    }

    @Test
    void theListOfThePageIsWhatIsWrittenAndRead() throws Exception {
        var target =
                Descriptor.of(
                        MediaType.OCI_MANIFEST,
                        Digest.parse(
                                "sha256:d8fb29911f6c2af83c30c3c238de1097"
                                        + "4c52b2393ab373edc7da40620aac2580"),
                        589);
        Images images = Images.open(new StorePaths(scratch));
        var entry = ImageEntry.of(Reference.parse("python:3.11"), target, target.digest(), CONFIG);
        images.list().put(entry);

        assertThat(Files.readString(scratch.resolve("index.json")))
                .isEqualTo(String.join("", example("{\"schemaVersion\":2")));
        assertThat(images.list().read().getFirst().reference()).isEqualTo(entry.reference());
    }

    @Test
    void everyPathOfAStoreIsOnThePage() throws Exception {
        var paths = new StorePaths(scratch);
        for (Method method : StorePaths.class.getMethods()) {
            if (method.getReturnType() == Path.class && method.getParameterCount() == 0) {
                Path path = paths.root().relativize((Path) method.invoke(paths));

                assertThat(page()).anyMatch(line -> line.strip().startsWith(path.toString()));
            }
        }
    }

    /// Returns the indented lines of the page from one that begins so to the next empty one.
    private static List<String> example(String beginning) throws IOException {
        return page().stream()
                .dropWhile(line -> !line.startsWith("    " + beginning))
                .takeWhile(line -> !line.isEmpty())
                .map(line -> line.substring(4))
                .collect(Collectors.toList());
    }

    private static List<String> page() throws IOException {
        Path module = Path.of(System.getProperty("basedir", "."));
        return Files.readAllLines(module.resolve("../docs/formats/store-layout.md"));
    }
}
