package dev.lamina.engine.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// What is said of a write that fails: which store, what was to be stored, and why. The disk is played.
final class IngestFailureTest {

    private static final String WHAT = "the layer sha256:abc";

    @TempDir private Path store;

    /// Where the disk is full.
    private enum Step {
        CREATE,
        APPEND,
        WRITE,
        FORCE,
        RENAME
    }

    /// The files of this machine, of which one operation finds the disk full.
    private record FullFiles(StoreFiles real, Step full) implements StoreFiles {

        private void check(Step step, Path file) throws FileSystemException {
            if (step == full) {
                throw new FileSystemException(file.toString(), null, "No space left on device");
            }
        }

        @Override
        public WritableFile create(Path file) throws IOException {
            check(Step.CREATE, file);
            return new FullFile(this, file, real.create(file));
        }

        @Override
        public WritableFile append(Path file) throws IOException {
            check(Step.APPEND, file);
            return new FullFile(this, file, real.append(file));
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            check(Step.RENAME, from);
            real.rename(from, to);
        }

        @Override
        public void link(Path existing, Path name) throws IOException {
            real.link(existing, name);
        }

        @Override
        public void delete(Path file) throws IOException {
            real.delete(file);
        }

        @Override
        public void createDirectories(Path directory) throws IOException {
            real.createDirectories(directory);
        }

        @Override
        public void createPrivateDirectory(Path directory) throws IOException {
            real.createPrivateDirectory(directory);
        }

        @Override
        public void forceDirectory(Path directory) throws IOException {
            real.forceDirectory(directory);
        }
    }

    private record FullFile(FullFiles disk, Path path, WritableFile real) implements WritableFile {

        @Override
        public int write(ByteBuffer source) throws IOException {
            disk.check(Step.WRITE, path);
            return real.write(source);
        }

        @Override
        public void force() throws IOException {
            disk.check(Step.FORCE, path);
            real.force();
        }

        @Override
        public boolean isOpen() {
            return real.isOpen();
        }

        @Override
        public void close() throws IOException {
            real.close();
        }
    }

    private Ingest begin(StoreFiles files, Step full, Path ingests) throws IOException {
        return full == Step.APPEND
                ? Ingest.resume(files, ingests.resolve("blob-abc"), WHAT)
                : Ingest.create(files, ingests, "tar-abc", WHAT);
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void theStoreAndTheThingAreNamedWhereverTheDiskIsFull(Step full) throws IOException {
        Path ingests = Files.createDirectory(store.resolve("ingest"));
        var files = new FullFiles(new HostFiles(), full);

        assertThatThrownBy(
                        () -> {
                            try (Ingest ingest = begin(files, full, ingests)) {
                                ingest.write(new byte[] {1, 2, 3}, 0, 3);
                                ingest.commit(store.resolve("abc"));
                            }
                        })
                .isExactlyInstanceOf(FileSystemException.class)
                .hasMessage(store + ": no space left on device, storing " + WHAT);

        assertThat(ingests).isEmptyDirectory();
        assertThat(store.resolve("abc")).doesNotExist();
    }

    @Test
    void whatIsNotAllowedNamesTheStore() {
        var failure = new IngestFailure(store.resolve("ingest"), WHAT);

        assertThat(failure.of(new AccessDeniedException("ingest/tar-abc-1-2")))
                .isExactlyInstanceOf(AccessDeniedException.class)
                .extracting(FileSystemException::getFile)
                .isEqualTo(store.toString());
    }

    @Test
    void otherReasonsStayAndOtherKindsToo() {
        var failure = new IngestFailure(store.resolve("ingest"), WHAT);
        var missing = new NoSuchFileException("ingest");

        assertThat(failure.of(new FileSystemException("x", null, "Disk quota exceeded")))
                .hasMessage(store + ": Disk quota exceeded, storing " + WHAT);
        assertThat(failure.of(missing)).isSameAs(missing);
    }
}
