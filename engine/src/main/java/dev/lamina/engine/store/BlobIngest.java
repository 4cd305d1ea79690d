package dev.lamina.engine.store;

import dev.lamina.engine.disk.Ingest;
import dev.lamina.image.Descriptor;
import dev.lamina.image.Digest;
import dev.lamina.image.DigestMismatchException;
import dev.lamina.image.ImageFormatException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/// A blob on its way into the store. What was received before a failure stays under `ingest/`, so
/// that the next attempt need not fetch it again.
///
/// To resume, read [#openReceived] first and pass what it gives to [#verify]; then [#write] the
/// rest.
public final class BlobIngest implements AutoCloseable {

    private final Ingest ingest;
    private final Descriptor blob;
    private final Path target;
    private final MessageDigest hash;
    private final long received;

    /// @param hash a new computation of the algorithm of the blob's digest
    BlobIngest(Ingest ingest, Descriptor blob, Path target, MessageDigest hash) {
        this.ingest = ingest;
        this.blob = blob;
        this.target = target;
        this.hash = hash;
        this.received = ingest.size();
    }

    /// How many bytes an earlier attempt left.
    public long received() {
        return received;
    }

    /// Opens what an earlier attempt left.
    public InputStream openReceived() throws IOException {
        return Files.newInputStream(ingest.path());
    }

    /// Counts bytes of an earlier attempt as part of the blob.
    public void verify(byte[] buffer, int offset, int length) {
        hash.update(buffer, offset, length);
    }

    /// Appends received bytes.
    ///
    /// @throws ImageFormatException if the blob becomes longer than its descriptor says
    public void write(byte[] buffer, int offset, int length) throws IOException {
        if (ingest.size() + length > blob.size()) {
            throw new ImageFormatException(
                    source(), blob.size(), "size: expected " + blob.size() + ", got more");
        }
        hash.update(buffer, offset, length);
        ingest.write(buffer, offset, length);
    }

    /// Checks size and digest, and waits until the bytes are on the disk. The blob is not yet
    /// visible.
    ///
    /// @throws ImageFormatException if bytes are missing
    /// @throws DigestMismatchException if they are not the ones that were promised
    public void finish() throws IOException {
        if (ingest.size() != blob.size()) {
            throw new ImageFormatException(
                    source(),
                    ingest.size(),
                    "size: expected " + blob.size() + ", got " + ingest.size());
        }
        Digest got = Digest.finish(blob.digest().algorithm(), hash);
        if (!got.equals(blob.digest())) {
            throw new DigestMismatchException("blob", blob.digest(), got);
        }
        ingest.force();
    }

    /// Makes the finished blob visible.
    public void commit() throws IOException {
        ingest.commitUnforced(target);
    }

    /// Has the disk write what it has so far. Another thread may call this meanwhile.
    public void force() throws IOException {
        ingest.force();
    }

    /// Gives up what was received.
    public void discard() throws IOException {
        ingest.discard();
    }

    private String source() {
        return "blob " + blob.digest();
    }

    @Override
    public void close() throws IOException {
        ingest.close();
    }
}
