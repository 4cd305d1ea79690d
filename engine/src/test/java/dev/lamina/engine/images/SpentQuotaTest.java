package dev.lamina.engine.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.engine.disk.HostFiles;
import dev.lamina.engine.disk.StoreFiles;
import dev.lamina.engine.disk.WritableFile;
import dev.lamina.engine.store.StorePaths;
import dev.lamina.engine.store.TarOf;
import dev.lamina.engine.value.image.Removal;
import dev.lamina.image.Reference;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A user whose quota is spent (EDQUOT) has no room for a new file while the reserve is there.
final class SpentQuotaTest {

    private static final Reference APP = Reference.parse("app:1");
    private static final TestImage IMAGE = TestImage.ofGzip(TarOf.files("a", "a"));

    @TempDir private Path scratch;
    private StorePaths paths;

    @BeforeEach
    void fill() throws IOException {
        paths = new StorePaths(scratch.resolve("store"));
        Images images = Images.open(paths);
        IMAGE.addTo(images, APP);
    }

    private Images open(StoreFiles files) {
        return Images.open(paths, files, Optional.of("boot"));
    }

    @Test
    void aRemovalGivesUpTheReserveAndTakesItBack() throws Exception {
        Images images = open(new Quota("Disk quota exceeded"));
        assertThat(images.remove("app:1", false)).contains(new Removal.Deleted(IMAGE.id()));
        assertThat(paths.reserve()).isNotEmptyFile();
    }

    @Test
    void theTextOfTheFailureDoesNotMatter() throws Exception {
        Images images = open(new Quota("Der zugewiesene Plattenplatz ist erschöpft"));
        assertThat(images.remove("app:1", false)).hasSizeGreaterThan(1);
    }

    @Test
    void addingDoesNotTakeTheReserve() throws Exception {
        Images images = open(new Quota("Disk quota exceeded"));
        assertThatThrownBy(() -> images.tag("app:1", Reference.parse("app:2")))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("Disk quota exceeded, storing ");
        assertThat(paths.reserve()).isNotEmptyFile();
        assertThat(images.find("app:1").tags()).containsExactly(APP);
    }

    @Test
    void withoutAReserveTheFailureIsToldAndNothingLost() throws Exception {
        Files.delete(paths.reserve());
        Images images = open(new Quota("Disk quota exceeded", true));
        assertThatThrownBy(() -> images.remove("app:1", false))
                .isInstanceOf(FileSystemException.class);
        assertThat(images.find("app:1").id()).isEqualTo(IMAGE.id());
    }

    /// Fails to make files while the reserve is there, or always.
    private final class Quota implements StoreFiles {

        private final StoreFiles host = new HostFiles();
        private final String reason;
        private final boolean spentByOthers;

        Quota(String reason) {
            this(reason, false);
        }

        Quota(String reason, boolean spentByOthers) {
            this.reason = reason;
            this.spentByOthers = spentByOthers;
        }

        @Override
        public WritableFile create(Path file) throws IOException {
            if (spentByOthers || Files.exists(paths.reserve())) {
                throw new FileSystemException(file.toString(), null, reason);
            }
            return host.create(file);
        }

        @Override
        public WritableFile append(Path file) throws IOException {
            return host.append(file);
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            host.rename(from, to);
        }

        @Override
        public void link(Path existing, Path name) throws IOException {
            host.link(existing, name);
        }

        @Override
        public void delete(Path file) throws IOException {
            host.delete(file);
        }

        @Override
        public void createDirectories(Path directory) throws IOException {
            host.createDirectories(directory);
        }

        @Override
        public void createPrivateDirectory(Path directory) throws IOException {
            host.createPrivateDirectory(directory);
        }

        @Override
        public void forceDirectory(Path directory) throws IOException {
            host.forceDirectory(directory);
        }
    }
}
