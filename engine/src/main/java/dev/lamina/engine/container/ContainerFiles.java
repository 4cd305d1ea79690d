package dev.lamina.engine.container;

import dev.lamina.engine.disk.Ingest;
import dev.lamina.engine.store.StoreRoot;
import dev.lamina.image.Bytes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;

/// The files in which containers are written down: read with a limit, and written as all files of a store
/// are, whole or not at all.
final class ContainerFiles {

    /// Many times the arguments and environment that the kernel lets a program have (execve(2)).
    private static final int MAX_SIZE = 32 << 20;

    private static final String WHAT = "the state of the container";

    private final StoreRoot root;

    ContainerFiles(StoreRoot root) {
        this.root = root;
    }

    /// Reads a file; empty if there is none.
    ///
    /// @throws IOException if it cannot be read, or is larger than any of ours
    static Optional<Bytes> read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_SIZE + 1);
            if (bytes.length > MAX_SIZE) {
                throw new IOException(file + ": expected at most " + MAX_SIZE + " bytes, got more");
            }
            return Optional.of(Bytes.of(bytes));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        }
    }

    /// Writes a file. The caller has the store in use.
    ///
    /// @param lasting whether it is to survive a power cut
    void write(Path file, Bytes document, boolean lasting) throws IOException {
        try (Ingest ingest =
                Ingest.create(root.files(), root.paths().ingest(), "container", WHAT)) {
            ingest.write(document.toArray(), 0, document.length());
            if (lasting) {
                ingest.commit(file);
            } else {
                ingest.commitUnforced(file);
            }
        }
    }
}
