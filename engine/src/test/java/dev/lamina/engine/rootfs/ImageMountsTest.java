package dev.lamina.engine.rootfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.engine.Engine;
import dev.lamina.engine.EngineSettings;
import dev.lamina.engine.Program;
import dev.lamina.engine.images.Images;
import dev.lamina.engine.images.TestImage;
import dev.lamina.engine.run.BusyboxLayout;
import dev.lamina.engine.store.StorePaths;
import dev.lamina.engine.store.TarOf;
import dev.lamina.engine.transfer.ScriptedRegistry;
import dev.lamina.engine.value.image.ImageInUseException;
import dev.lamina.engine.value.image.MountSupport;
import dev.lamina.engine.value.image.MountWay;
import dev.lamina.engine.value.image.PullOptions;
import dev.lamina.engine.value.image.TransferListener;
import dev.lamina.image.Bytes;
import dev.lamina.image.NotFoundException;
import dev.lamina.image.Platform;
import dev.lamina.image.Reference;
import dev.lamina.linux.LinuxException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// Images mounted for a user to look into, with the kernel as the judge. Needs root.
@Tag("linux")
final class ImageMountsTest {

    @TempDir private Path scratch;

    private Path root;

    @BeforeEach
    void makeImage() throws Exception {
        Program.require("losetup");
        root = scratch.resolve("store");
        BusyboxLayout.make(root, scratch);
    }

    private Images open() {
        return Images.open(new StorePaths(root));
    }

    @ParameterizedTest
    @CsvSource({"file", "loop", "directories"})
    void anImageIsSeenReadOnlyUntilItIsUnmounted(String way) throws Exception {
        Images images = open();
        var mounts = new ImageMounts(images, Map.of(MountWay.VARIABLE, way));

        Path directory = mounts.mount("box");

        assertThat(directory.resolve("old/deep/file")).hasContent("old");
        assertThat(Files.getAttribute(directory.resolve("data"), "unix:uid")).isEqualTo(1000);
        assertThatThrownBy(() -> Files.createFile(directory.resolve("new")))
                .hasMessageContaining("Read-only file system");
        assertThat(mounts.mount("box")).isEqualTo(directory);

        assertThat(mounts.unmount("box")).isTrue();

        assertThat(directory).doesNotExist();
        assertThat(mounts.unmount("box")).isFalse();
        assertThat(images.store().leases()).isEmpty();
        assertThat(Program.run("losetup", "--list", "--output", "BACK-FILE"))
                .doesNotContain(root.toString());
    }

    @ParameterizedTest
    @CsvSource({"file", "loop", "directories"})
    void whatIsMountedGivesNobodyRightsAndOpensNoDevice(String way) throws Exception {
        Images images = open();
        var mounts = new ImageMounts(images, Map.of(MountWay.VARIABLE, way));
        Path directory = mounts.mount("box");

        String flags = Program.run("findmnt", "-no", "OPTIONS", directory.toString());

        assertThat(flags.strip().split(",")).contains("ro", "nosuid", "nodev");
        assertThatThrownBy(
                        () ->
                                Program.run(
                                        "setpriv",
                                        "--reuid=4711",
                                        "--clear-groups",
                                        "ls",
                                        directory.toString()))
                .hasMessageContaining("Permission denied");
        mounts.unmount("box");
    }

    @Test
    void mountsAreListedWithTheNamesOfTheirImages() throws Exception {
        Images images = open();
        var mounts = new ImageMounts(images, Map.of());
        assertThat(mounts.list()).isEmpty();
        Path directory = mounts.mount("box");
        images.tag("box", Reference.parse("another:1"));

        assertThat(mounts.list())
                .singleElement()
                .satisfies(
                        mount -> {
                            assertThat(mount.directory()).isEqualTo(directory);
                            assertThat(mount.names()).hasSize(2);
                            assertThat(mount.image()).isEqualTo(images.find("box").id());
                        });

        mounts.unmount("another:1");
        Files.createDirectory(directory);
        assertThat(mounts.list()).as("a restart of the machine ends mounts").isEmpty();
        assertThat(mounts.directories()).containsExactly(directory);
        assertThat(mounts.unmount(directory.toString())).isFalse();
        assertThat(mounts.directories()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"file", "loop", "directories"})
    void anEmptyLayerOfNoBytesIsMounted(String way) throws Exception {
        TestImage image =
                TestImage.ofGzip(TarOf.files("a", "a"), Bytes.EMPTY, TarOf.files("b", "b"));
        try (ScriptedRegistry registry = ScriptedRegistry.start();
                Engine engine =
                        Engine.open(
                                new EngineSettings(
                                        root,
                                        Map.of(MountWay.VARIABLE, way),
                                        scratch,
                                        Platform.of("linux", "amd64"),
                                        "test"))) {
            registry.serve("app", "1", image);
            Reference reference = registry.reference("app:1");
            engine.pull(reference, PullOptions.DEFAULT, TransferListener.NONE);

            Path directory = engine.mount(reference.toString());

            assertThat(directory.resolve("a")).hasContent("a");
            assertThat(directory.resolve("b")).hasContent("b");
            assertThat(engine.unmount(reference.toString())).isTrue();
        }
    }

    @Test
    void aStoreMayBeNamedByASymbolicLink() throws Exception {
        Path link = Files.createSymbolicLink(scratch.resolve("link"), root);
        Images images = Images.open(new StorePaths(link));
        var mounts = new ImageMounts(images, Map.of());
        Path directory = mounts.mount("box");

        assertThat(mounts.mount("box")).isEqualTo(directory);
        assertThat(mounts.unmount("box")).isTrue();

        assertThat(directory).doesNotExist();
    }

    @Test
    void aMountedImageStaysInTheStore() throws Exception {
        Images images = open();
        var mounts = new ImageMounts(images, Map.of());
        Path directory = mounts.mount("box");

        assertThatThrownBy(() -> images.remove("box", false))
                .isInstanceOf(ImageInUseException.class);
        images.remove("box", true);

        assertThat(images.summaries())
                .singleElement()
                .satisfies(image -> assertThat(image.tags()).isEmpty());
        assertThat(directory.resolve("old/deep/file")).hasContent("old");
        assertThat(mounts.unmount(directory.toString())).isTrue();
    }

    @Test
    void aMountInUseStays() throws Exception {
        Images images = open();
        var mounts = new ImageMounts(images, Map.of());
        Path directory = mounts.mount("box");

        try (InputStream _ = Files.newInputStream(directory.resolve("old/deep/file"))) {
            assertThatThrownBy(() -> mounts.unmount("box"))
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            "unmount of "
                                    + directory
                                    + ": it is busy: a process has a file open there, or its"
                                    + " working directory");
        }

        assertThat(mounts.unmount("box")).isTrue();
    }

    @Test
    void onlyDirectoriesOfTheStoreAreUnmounted() {
        Images images = open();
        var mounts = new ImageMounts(images, Map.of());

        assertThatThrownBy(() -> mounts.unmount("/proc"))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("no such mount: /proc");
    }

    @ParameterizedTest
    @EnumSource(MountWay.class)
    void everyWayCanBeTried(MountWay way) {
        String name =
                switch (way) {
                    case FILE_BACKED -> "file";
                    case LOOP_DEVICES -> "loop";
                    case DIRECTORIES -> "directories";
                };

        Images images = open();
        MountSupport support = new ImageMounts(images, Map.of(MountWay.VARIABLE, name)).support();

        assertThat(support.way()).as(support.reason()).hasValue(way);
    }

    @Test
    void moreDevicesThanAPageOfOptionsHoldsCanBeMounted() throws Exception {
        Path image = scratch.resolve("long").resolve("x".repeat(200));
        Files.createDirectories(image.getParent());
        Images images = open();
        var mounts = new ImageMounts(images, Map.of(MountWay.VARIABLE, "file"));
        Path directory = mounts.mount("box");
        mounts.unmount("box");
        Path union;
        try (var unions = Files.list(root.resolve("unions"))) {
            union = unions.filter(file -> file.toString().endsWith(".erofs")).toList().getFirst();
        }
        Files.createDirectories(directory);
        List<String> tooMany = Collections.nCopies(60, image.toString());

        // The kernel reads all parameters, then finds that the image has one device, not 60.
        assertThatThrownBy(() -> ErofsMount.mount(union.toString(), tooMany, directory))
                .isInstanceOf(LinuxException.class)
                .hasMessageNotContaining("options");
    }
}
