package dev.lamina.engine.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.engine.Program;
import dev.lamina.engine.store.StorePaths;
import dev.lamina.engine.store.TarOf;
import dev.lamina.engine.value.image.Removal;
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

/// ImageFacts are removed from file systems that have room for nothing more, by the kernel's own account.
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

    private Images open(Disk kind) throws Exception {
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
        return Images.open(new StorePaths(disk.resolve("store")));
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
        Images images = open(kind);
        IMAGE.addTo(images, APP);
        OTHER.addTo(images, TOOL);
        fill(kind);
        assertThatThrownBy(() -> images.tag("app:1", Reference.parse("app:2")))
                .as("adding is refused, and changes nothing")
                .isInstanceOf(FileSystemException.class)
                .hasMessage(
                        images.store().paths().root()
                                + ": no space left on device, storing the list of images,"
                                + " index.json");

        assertThat(images.remove("app:1", false)).contains(new Removal.Deleted(IMAGE.id()));
        fill(kind);
        assertThat(images.remove("tool:1", false)).contains(new Removal.Deleted(OTHER.id()));

        assertThat(images.summaries()).isEmpty();
        assertThat(images.store().paths().blob(IMAGE.id())).doesNotExist();
        assertThat(images.store().paths().reserve()).as("taken again").isNotEmptyFile();
    }

    @ParameterizedTest
    @EnumSource(Disk.class)
    void aTagIsRemovedThoughItsImageFreesNothing(Disk kind) throws Exception {
        Images images = open(kind);
        IMAGE.addTo(images, APP);
        images.tag("app:1", Reference.parse("app:2"));
        fill(kind);

        images.remove("app:2", false);

        assertThat(images.find("app:1").tags()).containsExactly(APP);
    }

    @ParameterizedTest
    @EnumSource(Disk.class)
    void aStoreWithoutAReserveGivesUpWhatWasNotReceivedToItsEnd(Disk kind) throws Exception {
        Images images = open(kind);
        IMAGE.addTo(images, APP);
        Files.write(
                images.store().paths().ingest().resolve("blob-" + "0".repeat(64)),
                new byte[300_000]);
        Files.delete(images.store().paths().reserve());
        fill(kind);

        assertThat(images.remove("app:1", false)).contains(new Removal.Deleted(IMAGE.id()));
    }
}
