package dev.lamina.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.engine.disk.HostFiles;
import dev.lamina.engine.disk.StoreFiles;
import dev.lamina.engine.disk.WritableFile;
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
        try (Store store = Store.open(paths)) {
            IMAGE.addTo(store, APP);
        }
    }

    private Store open(StoreFiles files) {
        return Store.open(paths, files, Optional.of("boot"));
    }

    @Test
    void aRemovalGivesUpTheReserveAndTakesItBack() throws Exception {
        try (Store store = open(new Quota("Disk quota exceeded"))) {
            assertThat(store.remove("app:1", false)).contains(new Removal.Deleted(IMAGE.id()));
        }
        assertThat(paths.reserve()).isNotEmptyFile();
    }

    @Test
    void theTextOfTheFailureDoesNotMatter() throws Exception {
        try (Store store = open(new Quota("Der zugewiesene Plattenplatz ist erschöpft"))) {
            assertThat(store.remove("app:1", false)).hasSizeGreaterThan(1);
        }
    }

    @Test
    void addingDoesNotTakeTheReserve() throws Exception {
        try (Store store = open(new Quota("Disk quota exceeded"))) {
            assertThatThrownBy(() -> store.tag("app:1", Reference.parse("app:2")))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining("Disk quota exceeded, storing ");
            assertThat(paths.reserve()).isNotEmptyFile();
            assertThat(store.image("app:1").tags()).containsExactly(APP);
        }
    }

    @Test
    void withoutAReserveTheFailureIsToldAndNothingLost() throws Exception {
        Files.delete(paths.reserve());
        try (Store store = open(new Quota("Disk quota exceeded", true))) {
            assertThatThrownBy(() -> store.remove("app:1", false))
                    .isInstanceOf(FileSystemException.class);
            assertThat(store.image("app:1").id()).isEqualTo(IMAGE.id());
        }
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
