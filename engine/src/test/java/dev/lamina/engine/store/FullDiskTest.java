package dev.lamina.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.engine.Program;
import dev.lamina.image.Reference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/// Images are removed from file systems that have room for nothing more, by the kernel's own account.
/// Needs root, to mount some.
@Tag("linux")
final class FullDiskTest {

    private static final Reference APP = Reference.parse("app:1");
    private static final Reference TOOL = Reference.parse("tool:1");
    private static final TestImage IMAGE = TestImage.ofGzip(TarOf.files("a", "a".repeat(10_000)));
    private static final TestImage OTHER = TestImage.ofGzip(TarOf.files("b", "b".repeat(10_000)));

    @TempDir private Path scratch;
    private Path disk;
    private int fileCount;

    /// What is full of what.
    enum Disk {
        TMPFS_WITHOUT_BYTES,
        TMPFS_WITHOUT_INODES,
        EXT4_WITHOUT_BYTES,
        EXT4_WITHOUT_INODES;

        boolean lacksInodes() {
            return name().endsWith("INODES");
        }
    }

    private Store open(Disk kind) throws Exception {
        disk = Files.createDirectory(scratch.resolve("disk"));
        if (kind.name().startsWith("TMPFS")) {
            String limits = "size=4m,nr_inodes=200,mode=0755";
            Program.run("mount", "-t", "tmpfs", "-o", limits, "none", disk.toString());
        } else {
            Program.require("mkfs.ext4");
            Path image = scratch.resolve("image");
            Program.run("truncate", "-s", "8M", image.toString());
            Program.run("mkfs.ext4", "-q", "-N", "200", "-m", "0", image.toString());
            Program.run("mount", "-o", "loop", image.toString(), disk.toString());
        }
        return Store.open(new StorePaths(disk.resolve("store")));
    }

    @AfterEach
    void unmount() throws Exception {
        Program.run("umount", disk.toString());
    }

    private void fill(Disk kind) throws IOException {
        assertThatThrownBy(() -> write(kind)).hasMessageContaining("No space left on device");
        assertThatThrownBy(() -> Files.write(disk.resolve("more"), new byte[4096]))
                .isInstanceOf(IOException.class);
        Files.deleteIfExists(disk.resolve("more"));
    }

    private void write(Disk kind) throws IOException {
        if (kind.lacksInodes()) {
            while (true) {
                Files.createFile(disk.resolve("file" + fileCount++));
            }
        }
        byte[] bytes = new byte[4096];
        new SplittableRandom(1).nextBytes(bytes);
        try (OutputStream out = Files.newOutputStream(disk.resolve("file"))) {
            while (true) {
                out.write(bytes);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Disk.class)
    void imagesAreRemovedFromAFullDisk(Disk kind) throws Exception {
        try (Store store = open(kind)) {
            IMAGE.addTo(store, APP);
            OTHER.addTo(store, TOOL);
            fill(kind);
            assertThatThrownBy(() -> store.tag("app:1", Reference.parse("app:2")))
                    .as("adding is refused, and changes nothing")
                    .isInstanceOf(FileSystemException.class)
                    .hasMessage(
                            store.paths().root()
                                    + ": no space left on device, storing the list of images,"
                                    + " index.json");

            assertThat(store.remove("app:1", false)).contains(new Removal.Deleted(IMAGE.id()));
            fill(kind);
            assertThat(store.remove("tool:1", false)).contains(new Removal.Deleted(OTHER.id()));

            assertThat(store.images()).isEmpty();
            assertThat(store.paths().blob(IMAGE.id())).doesNotExist();
            assertThat(store.paths().reserve()).as("taken again").isNotEmptyFile();
        }
    }

    @ParameterizedTest
    @EnumSource(Disk.class)
    void aTagIsRemovedThoughItsImageFreesNothing(Disk kind) throws Exception {
        try (Store store = open(kind)) {
            IMAGE.addTo(store, APP);
            store.tag("app:1", Reference.parse("app:2"));
            fill(kind);

            store.remove("app:2", false);

            assertThat(store.image("app:1").tags()).containsExactly(APP);
        }
    }

    @ParameterizedTest
    @EnumSource(Disk.class)
    void aStoreWithoutAReserveGivesUpWhatWasNotReceivedToItsEnd(Disk kind) throws Exception {
        try (Store store = open(kind)) {
            IMAGE.addTo(store, APP);
            Files.write(
                    store.paths().ingest().resolve("blob-" + "0".repeat(64)), new byte[300_000]);
            Files.delete(store.paths().reserve());
            fill(kind);

            assertThat(store.remove("app:1", false)).contains(new Removal.Deleted(IMAGE.id()));
        }
    }
}
