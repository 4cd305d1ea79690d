package dev.lamina.engine.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.engine.disk.FaultyFiles;
import dev.lamina.engine.disk.HostFiles;
import dev.lamina.engine.disk.StoreFiles;
import dev.lamina.engine.images.Images;
import dev.lamina.engine.images.TestImage;
import dev.lamina.engine.store.Lease;
import dev.lamina.engine.store.StorePaths;
import dev.lamina.engine.store.TarOf;
import dev.lamina.image.Reference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The promise of the store, for containers: whatever happens between two operations on the disk, what is
/// listed is whole and holds its image, what was done stays done, and what was not can be done again.
final class ContainerFaultTest {

    private static final TestImage IMAGE = TestImage.ofPlain(TarOf.files("etc/app", "app\n"));
    private static final ContainerRecord KEPT = TestRecord.of(IMAGE, "a", "kept");
    private static final ContainerRecord GONE = TestRecord.of(IMAGE, "b", "gone");
    private static final ContainerExit EXIT = new ContainerExit(Instant.EPOCH, Instant.EPOCH, 3);

    /// More operations than the scenario has.
    private static final int MANY = 300;

    @Test
    void everyFailingOperationLeavesContainersWhole(@TempDir Path scratch) throws Exception {
        int position = 0;
        while (fail(FaultyFiles.Fault.FAILS_ONCE, position, scratch.resolve("f" + position))) {
            position++;
        }

        assertThat(position).as("operations of the scenario").isBetween(25, MANY);
    }

    @Test
    void everyPowerCutLeavesContainersWhole(@TempDir Path scratch) throws Exception {
        int position = 0;
        while (fail(FaultyFiles.Fault.POWER_CUT, position, scratch.resolve("p" + position))) {
            position++;
        }

        assertThat(position).as("operations of the scenario").isBetween(25, MANY);
    }

    /// One container is made and ends; another is made, ends and is removed.
    private static void change(ContainerShelf shelf, List<String> done) throws IOException {
        shelf.add(KEPT);
        done.add("made");
        shelf.setExit(KEPT.id(), EXIT);
        done.add("ended");
        shelf.add(GONE);
        shelf.setExit(GONE.id(), EXIT);
        shelf.remove(GONE.id(), true);
        done.add("removed");
    }

    private static boolean fail(FaultyFiles.Fault fault, int position, Path scratch)
            throws IOException {
        var paths = new StorePaths(Files.createDirectories(scratch.resolve("store")));
        Path graveyard = Files.createDirectories(scratch.resolve("graveyard"));
        IMAGE.addTo(open(paths, new HostFiles()), Reference.parse("app:1"));
        var files = new FaultyFiles(fault, position, position * 31L + 7, graveyard);
        List<String> done = new ArrayList<>();
        try {
            change(new ContainerShelf(open(paths, files).store()), done);
        } catch (IOException | FaultyFiles.PowerCut e) {
            assertThat(files.hasFailed()).as("only faults of ours: %s", e).isTrue();
        }
        if (fault == FaultyFiles.Fault.POWER_CUT && files.hasFailed()) {
            files.settle();
        }
        Images reopened = open(paths, new HostFiles());
        checkWhole(reopened, done, fault + " at operation " + position);
        checkCanBeDoneAgain(reopened, fault + " at operation " + position);
        return files.hasFailed();
    }

    private static Images open(StorePaths paths, StoreFiles files) {
        return Images.open(paths, files, Optional.of("boot"));
    }

    private static void checkWhole(Images images, List<String> done, String where)
            throws IOException {
        var shelf = new ContainerShelf(images.store());
        assertThat(shelf.unreadable()).as(where).isEmpty();
        assertThat(shelf.list()).as(where).isSubsetOf(KEPT, GONE);
        List<String> leases = images.store().leases().stream().map(Lease::name).toList();
        for (ContainerRecord record : shelf.list()) {
            assertThat(leases).as(where).contains("container-" + record.id());
            assertThat(shelf.exit(record.id())).as(where).isIn(Optional.empty(), Optional.of(EXIT));
        }
        assertThat(shelf.list().contains(KEPT) || !done.contains("made")).as(where).isTrue();
        assertThat(!done.contains("ended") || shelf.exit(KEPT.id()).isPresent()).as(where).isTrue();
        assertThat(done.contains("removed") && shelf.list().contains(GONE)).as(where).isFalse();
    }

    private static void checkCanBeDoneAgain(Images images, String where) throws IOException {
        var shelf = new ContainerShelf(images.store());
        for (ContainerRecord record : shelf.list()) {
            shelf.remove(record.id(), true);
        }
        for (String id : shelf.unfinished()) {
            shelf.remove(id, false);
        }
        change(shelf, new ArrayList<>());
        images.sweep();
        assertThat(shelf.list()).as(where).containsExactly(KEPT);
        assertThat(images.store().paths().containers())
                .as(where)
                .isDirectoryNotContaining(entry -> !entry.endsWith(KEPT.id()));
        assertThat(images.store().paths().ingest()).as(where).isEmptyDirectory();
    }
}
