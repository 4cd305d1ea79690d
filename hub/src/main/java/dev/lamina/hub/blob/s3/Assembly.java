package dev.lamina.hub.blob.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// Makes one object of the pieces of an upload, within the store as far as it can: a part of an
/// object must have 5 MiB, so smaller pieces are read and written together (S3 User Guide, "Multipart
/// upload limits").
final class Assembly {

    private static final long MIN_PART_SIZE = 5 << 20;
    private static final int BUFFER_SIZE = 128 << 10;

    private final Bucket bucket;
    private final Spool spool;

    Assembly(Bucket bucket, Spool spool) {
        this.bucket = bucket;
        this.spool = spool;
    }

    void run(List<Piece> chain, String key) throws IOException {
        if (chain.isEmpty()) {
            bucket.putEmpty(key);
        } else if (chain.size() == 1) {
            bucket.copy(chain.getFirst().key(), key);
        } else if (Piece.size(chain) < MIN_PART_SIZE) {
            putTogether(chain, key);
        } else {
            copyParts(chain, key);
        }
    }

    private void putTogether(List<Piece> chain, String key) throws IOException {
        try (Spool.Spooled file = spool.create()) {
            for (Piece piece : chain) {
                read(piece, file);
            }
            bucket.put(key, file.path());
        }
    }

    private void copyParts(List<Piece> chain, String key) throws IOException {
        try (Bucket.Parts parts = bucket.begin(key)) {
            int next = 0;
            while (next < chain.size()) {
                Piece piece = chain.get(next);
                if (piece.size() >= MIN_PART_SIZE || next == chain.size() - 1) {
                    parts.copy(piece.key());
                    next++;
                } else {
                    next = putSmall(chain, next, parts);
                }
            }
            parts.complete();
        }
    }

    /// Puts pieces together until they are enough for a part; returns the next one's index.
    private int putSmall(List<Piece> chain, int first, Bucket.Parts parts) throws IOException {
        int next = first;
        try (Spool.Spooled file = spool.create()) {
            while (next < chain.size() && file.size() < MIN_PART_SIZE) {
                read(chain.get(next), file);
                next++;
            }
            parts.put(file.path());
        }
        return next;
    }

    private void read(Piece piece, Spool.Spooled file) throws IOException {
        byte[] buffer = new byte[BUFFER_SIZE];
        try (InputStream in = bucket.open(piece.key(), 0, piece.size())) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                file.write(buffer, n);
            }
        }
    }
}
