package dev.lamina.hub.blob;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Set;
import java.util.UUID;

/// What the uploads of a store share.
///
/// @param busy the uploads that this process is changing. POSIX releases a lock when its process
///     closes ANY descriptor of the file (fcntl(2)), so within the process the set decides, before
///     the file is opened; the lock is for other processes.
record FileParts(
        BlobPaths paths, Room room, Forcing forcing, RunningDigests digests, Set<UUID> busy) {

    /// Brings what a file holds to the disk.
    @FunctionalInterface
    interface Forcing {

        void force(FileChannel file) throws IOException;
    }
}
