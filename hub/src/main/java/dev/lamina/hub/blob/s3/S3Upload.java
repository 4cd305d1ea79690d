package dev.lamina.hub.blob.s3;

import dev.lamina.hub.blob.BlobStoreException;
import dev.lamina.hub.blob.BlobTooLargeException;
import dev.lamina.hub.blob.Hashing;
import dev.lamina.hub.blob.Upload;
import dev.lamina.hub.blob.UploadBusyException;
import dev.lamina.hub.blob.UploadOffsetException;
import dev.lamina.hub.blob.VerifiedUpload;
import dev.lamina.image.Digest;
import dev.lamina.image.DigestAlgorithm;
import dev.lamina.image.DigestMismatchException;
import dev.lamina.image.NotFoundException;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// An upload as a row of objects, each with the bytes that follow those of the one before.
///
/// Within a process one request at a time may change it. Two processes at once may both write; then
/// the pieces that form the longest chain count, and the digest tells whether that is what the client
/// meant.
final class S3Upload implements Upload {

    private static final int BUFFER_SIZE = 128 << 10;

    /// Pieces beyond this size would keep too much from appearing; smaller ones make more requests.
    private static final long PIECE_SIZE = 8 << 20;

    /// An object has at most 10,000 parts: large uploads have larger pieces.
    private static final long LARGE_PIECE_SIZE = 64 << 20;

    private static final long LARGE = 16L << 30;

    /// A client that sends a byte at a time makes an object of each.
    private static final int MAX_PIECES = 9_000;

    private final UUID id;
    private final S3Parts parts;

    S3Upload(UUID id, S3Parts parts) {
        this.id = id;
        this.parts = parts;
    }

    @Override
    public void create() throws IOException {
        parts.bucket().putEmpty(parts.keys().beginning(id));
    }

    @Override
    public long size() throws IOException {
        return Piece.size(chain());
    }

    /// @throws NotFoundException if the upload was not begun, or is gone
    private List<Piece> chain() throws IOException {
        List<String> keys = parts.bucket().keys(parts.keys().upload(id), 2 * MAX_PIECES);
        if (!keys.contains(parts.keys().beginning(id))) {
            throw missing();
        }
        return Piece.chain(keys);
    }

    @Override
    public long append(long offset, InputStream content, long maxSize) throws IOException {
        try (var _ = new Reserved()) {
            List<Piece> chain = chain();
            long size = Piece.size(chain);
            if (offset != size) {
                throw new UploadOffsetException(id, size, offset);
            }
            Optional<KnownDigests.Known> known = parts.digests().take(id, chain);
            var writer = new Writer(size, chain.size(), maxSize, known);
            try {
                writer.copy(content);
            } finally {
                known.ifPresent(digest -> parts.digests().put(id, digest));
            }
            return writer.size;
        }
    }

    /// Writes what comes in pieces.
    private final class Writer {

        private final long maxSize;
        private final Optional<KnownDigests.Known> known;
        private final byte[] buffer = new byte[BUFFER_SIZE];
        private long size;
        private int pieces;

        Writer(long size, int pieces, long maxSize, Optional<KnownDigests.Known> known) {
            this.size = size;
            this.pieces = pieces;
            this.maxSize = maxSize;
            this.known = known;
        }

        void copy(InputStream content) throws IOException {
            boolean more = true;
            while (more) {
                more = copyPiece(content);
            }
        }

        /// Copies one piece. What arrived before the client failed becomes a shorter one.
        private boolean copyPiece(InputStream content) throws IOException {
            try (Spool.Spooled file = parts.spool().create()) {
                boolean more;
                try {
                    more = fill(file, content);
                } catch (BlobStoreException e) {
                    throw e;
                } catch (IOException e) {
                    put(file);
                    throw e;
                }
                put(file);
                return more;
            }
        }

        private boolean fill(Spool.Spooled file, InputStream content) throws IOException {
            long wanted = size < LARGE ? PIECE_SIZE : LARGE_PIECE_SIZE;
            while (file.size() < wanted) {
                int length = (int) Math.min(buffer.length, wanted - file.size());
                int count = content.read(buffer, 0, length);
                if (count < 0) {
                    return false;
                }
                if (size + file.size() + count > maxSize) {
                    throw new BlobTooLargeException(maxSize);
                }
                file.write(buffer, count);
            }
            return true;
        }

        /// The digest knows a piece when the store has it.
        private void put(Spool.Spooled file) throws IOException {
            if (file.size() == 0) {
                return;
            }
            pieces++;
            if (pieces > MAX_PIECES) {
                throw BlobTooLargeException.ofPieces(MAX_PIECES);
            }
            Piece piece = Piece.create(parts.keys(), id, size, file.size());
            parts.bucket().put(piece.key(), file.path());
            if (known.isPresent()) {
                file.feed(known.get()::update);
                known.get().add(piece);
            }
            size += file.size();
        }
    }

    /// Pieces are of one request each, so that none is cut in two.
    @Override
    public void cut(long size) throws IOException {
        try (var _ = new Reserved()) {
            if (Piece.size(chain()) > size) {
                parts.digests().forget(id);
                List<String> keys = parts.bucket().keys(parts.keys().upload(id), 2 * MAX_PIECES);
                // The last first: a crash in between leaves a chain.
                for (String key : Piece.beyond(keys, size).reversed()) {
                    parts.bucket().delete(key);
                }
            }
        }
    }

    @Override
    public VerifiedUpload verify(Digest digest, Hashing hashing) throws IOException {
        var reserved = new Reserved();
        try {
            return verify(reserved, digest, hashing);
        } catch (BlobStoreException e) {
            reserved.close();
            throw reason(e);
        } catch (IOException | RuntimeException e) {
            reserved.close();
            throw e;
        }
    }

    private Verified verify(Reserved reserved, Digest digest, Hashing hashing) throws IOException {
        List<Piece> chain = chain();
        Digest got = compute(digest.algorithm(), chain, hashing);
        if (!got.equals(digest)) {
            throw new DigestMismatchException("upload " + id, digest, got);
        }
        var verified = new Verified(reserved, chain, digest);
        verified.prepare();
        return verified;
    }

    /// An upload that was cancelled or has expired at the same moment is no failure of the store.
    private IOException reason(BlobStoreException failure) throws IOException {
        return parts.bucket().size(parts.keys().beginning(id)).isEmpty() ? missing() : failure;
    }

    private NotFoundException missing() {
        return new NotFoundException("upload", id.toString());
    }

    private Digest compute(DigestAlgorithm algorithm, List<Piece> chain, Hashing hashing)
            throws IOException {
        Optional<KnownDigests.Known> known = parts.digests().take(id, chain);
        if (algorithm == DigestAlgorithm.SHA256 && known.isPresent()) {
            return Digest.finish(algorithm, known.get().content());
        }
        return hashing.compute(() -> read(algorithm, chain));
    }

    private Digest read(DigestAlgorithm algorithm, List<Piece> chain) throws IOException {
        MessageDigest computation = algorithm.newMessageDigest();
        byte[] buffer = new byte[BUFFER_SIZE];
        for (Piece piece : chain) {
            try (InputStream in = parts.bucket().open(piece.key(), 0, piece.size())) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    computation.update(buffer, 0, n);
                }
            }
        }
        return Digest.finish(algorithm, computation);
    }

    @Override
    public void discard() throws IOException {
        parts.digests().forget(id);
        // First of all: without it there is no upload, whatever pieces are left.
        parts.bucket().delete(parts.keys().beginning(id));
        for (String key : parts.bucket().keys(parts.keys().upload(id), Integer.MAX_VALUE)) {
            parts.bucket().delete(key);
        }
    }

    /// The right of this process to change the upload, until it is closed.
    private final class Reserved implements AutoCloseable {

        Reserved() throws UploadBusyException {
            if (!parts.busy().add(id)) {
                throw new UploadBusyException(id);
            }
        }

        @Override
        public void close() {
            parts.busy().remove(id);
        }
    }

    /// The blob is made before it is published: that can take long, and publishing may not. A sweep
    /// that comes between removes it, then it is made again.
    private final class Verified implements VerifiedUpload {

        private final Reserved reserved;
        private final List<Piece> chain;
        private final String key;
        private boolean isPublished;

        Verified(Reserved reserved, List<Piece> chain, Digest digest) {
            this.reserved = reserved;
            this.chain = chain;
            this.key = parts.keys().blob(digest);
        }

        void prepare() throws IOException {
            if (parts.bucket().size(key).orElse(-1) != size()) {
                new Assembly(parts.bucket(), parts.spool()).run(chain, key);
            }
        }

        @Override
        public long size() {
            return Piece.size(chain);
        }

        @Override
        public void publish() throws IOException {
            try {
                prepare();
            } catch (BlobStoreException e) {
                throw reason(e);
            }
            isPublished = true;
        }

        @Override
        public void takeBack() {
            isPublished = false;
        }

        @Override
        public void close() throws IOException {
            try {
                if (isPublished) {
                    discard();
                }
            } finally {
                reserved.close();
            }
        }
    }
}
