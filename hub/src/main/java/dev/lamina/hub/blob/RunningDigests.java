package dev.lamina.hub.blob;

import dev.lamina.image.DigestAlgorithm;

import org.jspecify.annotations.Nullable;

import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// Digests over what has arrived of uploads, so that the bytes need not be read again at the end.
///
/// It may forget any of them, and another process has none: then the file is read. So it is if another
/// process has changed the file since, which its time of modification tells. Guarded by its own
/// monitor.
final class RunningDigests {

    /// Uploads remembered at once; each takes some hundred bytes.
    private static final int MAX_UPLOADS = 4096;

    private final Map<UUID, Running> uploads =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<UUID, Running> eldest) {
                    return size() > MAX_UPLOADS;
                }
            };

    /// Takes out the computation over the first `size` bytes, or a new one if `size` is 0. The
    /// result is not [Running#isKnown] if neither is possible.
    ///
    /// @param modified when the file was changed
    synchronized Running take(UUID id, long size, FileTime modified) {
        Running running = uploads.remove(id);
        if (running != null && running.size == size && modified.equals(running.modified)) {
            return running;
        }
        return new Running(size == 0);
    }

    /// Puts a computation back for the next piece.
    ///
    /// @param modified when the file was changed: a time that no other change of it has
    synchronized void put(UUID id, Running running, FileTime modified) {
        if (running.known) {
            running.modified = modified;
            uploads.put(id, running);
        }
    }

    synchronized void forget(UUID id) {
        uploads.remove(id);
    }

    /// SHA-256 over the first bytes of an upload.
    static final class Running {

        private final MessageDigest computation = DigestAlgorithm.SHA256.newMessageDigest();
        private final boolean known;
        private long size;
        private @Nullable FileTime modified;

        private Running(boolean known) {
            this.known = known;
        }

        boolean isKnown() {
            return known;
        }

        void update(byte[] buffer, int length) {
            if (known) {
                computation.update(buffer, 0, length);
            }
            size += length;
        }

        MessageDigest computation() {
            return computation;
        }
    }
}
