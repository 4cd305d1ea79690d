package dev.lamina.hub.blob.s3;

import dev.lamina.hub.blob.BlobStore;
import dev.lamina.hub.blob.StoreVisitor;
import dev.lamina.hub.blob.StoredBlob;
import dev.lamina.hub.blob.Upload;
import dev.lamina.image.Digest;

import software.amazon.awssdk.services.s3.presigner.S3Presigner;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Blobs as objects of a bucket; see docs/formats/hub-bucket.md.
///
/// Nothing that matters is in this process or on its disk: any other goes on with an upload.
public final class S3BlobStore implements BlobStore {

    private static final System.Logger LOG = System.getLogger(S3BlobStore.class.getName());

    /// How long a link to a blob is good: a client follows it at once, and may resume for a while.
    private static final Duration LINK_VALIDITY = Duration.ofMinutes(20);

    private final S3Parts parts;
    private final Optional<S3Presigner> presigner;

    private S3BlobStore(S3Parts parts, Optional<S3Presigner> presigner) {
        this.parts = parts;
        this.presigner = presigner;
    }

    /// Opens the store in a bucket, which must exist. Who asks is found where Amazon's programs look
    /// for it: in the environment, in files, or from the machine.
    ///
    /// @param spool     a directory for bytes on their way; made if it is missing
    /// @param hasLinks  whether clients shall fetch blobs from the bucket themselves
    /// @throws dev.lamina.hub.blob.BlobStoreException if the bucket cannot be reached
    public static S3BlobStore open(BucketAddress address, Path spool, boolean hasLinks)
            throws IOException {
        if (address.isReadableOnTheWay()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    address
                            + ": plain HTTP, as the endpoint says: who is between can read private"
                            + " blobs; https:// prevents it");
        }
        var connection = new S3Connection(address);
        var bucket = new Bucket(connection.client(), address.bucket());
        try {
            bucket.check();
            var parts =
                    new S3Parts(
                            bucket,
                            new Keys(address.prefix()),
                            Spool.open(spool),
                            new KnownDigests(),
                            ConcurrentHashMap.newKeySet());
            return new S3BlobStore(
                    parts, hasLinks ? Optional.of(connection.presigner()) : Optional.empty());
        } catch (IOException | RuntimeException e) {
            bucket.close();
            throw e;
        }
    }

    @Override
    public Upload upload(UUID id) {
        return new S3Upload(id, parts);
    }

    @Override
    public Optional<StoredBlob> open(Digest digest) throws IOException {
        String key = parts.keys().blob(digest);
        OptionalLong size = parts.bucket().size(key);
        return size.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new S3Blob(
                                parts.bucket(),
                                key,
                                size.getAsLong(),
                                presigner.map(signer -> () -> link(signer, key))));
    }

    private URI link(S3Presigner signer, String key) {
        var signed =
                signer.presignGetObject(
                        to ->
                                to.signatureDuration(LINK_VALIDITY)
                                        .getObjectRequest(
                                                get -> get.bucket(parts.bucket().name()).key(key)));
        return URI.create(signed.url().toString());
    }

    @Override
    public void delete(Digest digest) throws IOException {
        parts.bucket().delete(parts.keys().blob(digest));
    }

    @Override
    public void visit(StoreVisitor visitor) throws IOException {
        parts.bucket()
                .visit(
                        parts.keys().blobs(),
                        object -> {
                            Optional<Digest> digest = parts.keys().digest(object.key());
                            if (digest.isPresent()) {
                                visitor.blob(digest.get(), object.lastModified());
                            }
                            return true;
                        });
        for (Map.Entry<UUID, Instant> upload : uploads().entrySet()) {
            visitor.upload(upload.getKey(), upload.getValue());
        }
    }

    /// Returns when each upload was last written.
    private Map<UUID, Instant> uploads() throws IOException {
        var uploads = new LinkedHashMap<UUID, Instant>();
        parts.bucket()
                .visit(
                        parts.keys().uploads(),
                        object -> {
                            Optional<UUID> id = parts.keys().uploadId(object.key());
                            if (id.isPresent()) {
                                uploads.merge(
                                        id.get(),
                                        object.lastModified(),
                                        (one, other) -> one.isAfter(other) ? one : other);
                            }
                            return true;
                        });
        return uploads;
    }

    @Override
    public void check() throws IOException {
        parts.bucket().check();
    }

    @Override
    public void close() {
        presigner.ifPresent(S3Presigner::close);
        parts.bucket().close();
    }
}
