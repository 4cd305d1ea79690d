package dev.lamina.hub.blob.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lamina.image.DigestAlgorithm;

import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// SHA-256 over pieces that this process has written, so that they need not be read again at the
/// end. What it knows holds only for exactly these pieces: another process may have added some.
///
/// It may forget any of them. Guarded by its own monitor.
final class KnownDigests {

    /// Uploads remembered at once; each takes some hundred bytes.
    private static final int MAX_UPLOADS = 4096;

    private final Map<UUID, Known> uploads =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<UUID, Known> eldest) {
                    return size() > MAX_UPLOADS;
                }
            };

    /// Takes out what is known of a chain of pieces; empty if that is nothing.
    synchronized Optional<Known> take(UUID id, List<Piece> chain) {
        Known known = uploads.remove(id);
        if (chain.isEmpty()) {
            return Optional.of(new Known());
        }
        return known != null && known.isOf(chain) ? Optional.of(known) : Optional.empty();
    }

    synchronized void put(UUID id, Known known) {
        uploads.put(id, known);
    }

    synchronized void forget(UUID id) {
        uploads.remove(id);
    }

    /// Two computations: over the bytes, and over the keys of the pieces that they are in.
    static final class Known {

        private final MessageDigest content = DigestAlgorithm.SHA256.newMessageDigest();
        private final MessageDigest keys = DigestAlgorithm.SHA256.newMessageDigest();

        void update(byte[] buffer, int length) {
            content.update(buffer, 0, length);
        }

        void add(Piece piece) {
            add(keys, piece);
        }

        private static void add(MessageDigest keys, Piece piece) {
            keys.update((piece.key() + "\n").getBytes(US_ASCII));
        }

        MessageDigest content() {
            return content;
        }

        private boolean isOf(List<Piece> chain) {
            MessageDigest expected = DigestAlgorithm.SHA256.newMessageDigest();
            chain.forEach(piece -> add(expected, piece));
            return MessageDigest.isEqual(expected.digest(), copy(keys).digest());
        }

        private static MessageDigest copy(MessageDigest computation) {
            try {
                return (MessageDigest) computation.clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError("SHA-256 can be cloned", e);
            }
        }
    }
}
