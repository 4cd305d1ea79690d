package dev.lamina.hub.blob;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What uploads leave free on the disk. The catalog may be on the same one: logins and deletions,
/// without which nobody makes room, write to it.
record Room(Path directory, Optional<FileStore> disk) {

    /// More than the catalog keeps in reserve, so that uploads do not take that when it is given up.
    private static final long LEFT_FREE = 16 << 20;

    /// Returns the room on the disk of a directory. In some environments, as after chroot(2), Java does
    /// not find that disk; then only the kernel says when it is full.
    static Room at(Path directory) {
        try {
            return new Room(directory, Optional.of(Files.getFileStore(directory)));
        } catch (IOException e) {
            return new Room(directory, Optional.empty());
        }
    }

    /// @throws BlobStoreException if the disk has less
    void check() throws IOException {
        if (disk.isEmpty()) {
            return;
        }
        long free = disk.get().getUsableSpace();
        if (free < LEFT_FREE) {
            throw new BlobStoreException(
                    "writing an upload in " + directory,
                    new IOException(
                            "disk: expected at least " + LEFT_FREE + " bytes free, got " + free));
        }
    }
}
