package dev.lamina.engine.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.engine.disk.FaultyFiles;
import dev.lamina.engine.disk.HostFiles;
import dev.lamina.engine.disk.StoreFiles;
import dev.lamina.engine.store.StorePaths;
import dev.lamina.engine.store.TarOf;
import dev.lamina.image.Bytes;
import dev.lamina.image.Descriptor;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.Reference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The promise of the store: whatever happens between two operations on the disk, what the list of
/// images shows is whole, and the next write operation leaves no rubbish.
final class StoreFaultTest {

    private static final Bytes SHARED = TarOf.files("etc/hosts", "127.0.0.1 localhost\n");
    private static final TestImage OLD =
            TestImage.ofGzip(SHARED, TarOf.files("old", "old\n".repeat(300)));
    private static final TestImage NEW =
            TestImage.ofGzip(SHARED, TarOf.files("new", "new\n".repeat(3000)));
    private static final TestImage PLAIN = TestImage.ofPlain(TarOf.files("plain", "plain\n"));

    private static final Reference APP = Reference.parse("app:1");
    private static final Reference TOOL = Reference.parse("tool:1");

    /// More operations than the scenario has.
    private static final int MANY = 1000;

    /// What is done while the fault strikes: a new image takes the tag of an old one, an
    /// uncompressed one arrives, the old one is removed.
    private static void change(Images images) throws IOException {
        NEW.addTo(images, APP);
        PLAIN.addTo(images, TOOL);
        if (images.summaries().stream().anyMatch(image -> image.id().equals(OLD.id()))) {
            images.remove(OLD.id().toString(), false);
        }
        images.sweep();
    }

    @Test
    void everyFailingOperationLeavesTheStoreWhole(@TempDir Path scratch) throws Exception {
        int position = 0;
        while (fail(FaultyFiles.Fault.FAILS_ONCE, position, scratch.resolve("f" + position))) {
            position++;
        }

        assertThat(position).as("operations of the scenario").isBetween(50, MANY);
    }

    @Test
    void everyPowerCutLeavesTheStoreWhole(@TempDir Path scratch) throws Exception {
        int position = 0;
        while (fail(FaultyFiles.Fault.POWER_CUT, position, scratch.resolve("p" + position))) {
            position++;
        }

        assertThat(position).as("operations of the scenario").isBetween(50, MANY);
    }

    private static boolean fail(FaultyFiles.Fault fault, int position, Path scratch)
            throws IOException {
        var paths = new StorePaths(Files.createDirectories(scratch.resolve("store")));
        Path graveyard = Files.createDirectories(scratch.resolve("graveyard"));
        OLD.addTo(open(paths, new HostFiles(), "boot-1"), APP);
        var files = new FaultyFiles(fault, position, position * 31L + 7, graveyard);
        try {
            change(open(paths, files, "boot-1"));
        } catch (IOException | FaultyFiles.PowerCut e) {
            assertThat(files.hasFailed()).as("only faults of ours: %s", e).isTrue();
        }
        boolean cut = fault == FaultyFiles.Fault.POWER_CUT && files.hasFailed();
        if (cut) {
            files.settle();
        }
        String where = fault + " at operation " + position;
        Images reopened = open(paths, new HostFiles(), cut ? "boot-2" : "boot-1");
        checkWhole(reopened, where);
        change(reopened);
        checkWhole(reopened, where + ", after doing it again");
        assertThat(names(paths.root())).as(where).isEqualTo(expected(scratch));
        return files.hasFailed();
    }

    private static Images open(StorePaths paths, StoreFiles files, String boot) {
        return Images.open(paths, files, Optional.of(boot));
    }

    /// Judges by reading the layout's own documents and hashing every file.
    private static void checkWhole(Images images, String where) throws IOException {
        List<ImageEntry> entries = images.list().read();
        assertThat(images.summaries().stream().flatMap(image -> image.repoDigests().stream()))
                .as(where + ": every image of the list can be read")
                .hasSize((int) entries.stream().map(ImageEntry::repoDigest).distinct().count());
        for (ImageEntry entry : entries) {
            StoredImage image = images.catalog().read(entry);
            for (Descriptor blob : image.manifest().layers()) {
                Path path = images.store().paths().blob(blob.digest());
                assertThat(digest(path)).as(where + ": blob").isEqualTo(blob.digest());
            }
            for (DiffId layer : image.layers()) {
                assertThat(digest(images.store().tar(layer)))
                        .as(where + ": tar")
                        .isEqualTo(layer.digest());
                assertThat(images.store().layerIndex(layer).diffId()).as(where).isEqualTo(layer);
            }
            assertThat(images.store().union(image.layers()).erofs()).as(where).exists();
        }
    }

    private static Digest digest(Path file) throws IOException {
        return Digest.of(Bytes.of(Files.readAllBytes(file)));
    }

    private static TreeSet<String> expected(Path scratch) throws IOException {
        var paths = new StorePaths(Files.createDirectories(scratch.resolve("expected")));
        Images images = open(paths, new HostFiles(), "boot-1");
        OLD.addTo(images, APP);
        change(images);
        return names(paths.root());
    }

    private static TreeSet<String> names(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
