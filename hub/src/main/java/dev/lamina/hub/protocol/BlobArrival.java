package dev.lamina.hub.protocol;

import dev.lamina.http.Exchange;
import dev.lamina.hub.blob.BlobStore;
import dev.lamina.hub.blob.Hashing;
import dev.lamina.hub.blob.Upload;
import dev.lamina.hub.blob.VerifiedUpload;
import dev.lamina.hub.catalog.content.Catalog;
import dev.lamina.hub.work.Workers;
import dev.lamina.image.Digest;
import dev.lamina.image.DigestMismatchException;

import java.io.IOException;
import java.time.InstantSource;
import java.util.UUID;

/// Receives the bytes of uploads, and makes complete uploads blobs.
final class BlobArrival {

    private static final System.Logger LOG = System.getLogger(BlobArrival.class.getName());

    private final Catalog catalog;
    private final BlobStore store;
    private final Workers digests;
    private final InstantSource clock;
    private final BodySlots bodies =
            new BodySlots(Limits.MAX_CONCURRENT_BODIES, Limits.MAX_CONCURRENT_BODIES_OF_CLIENT);

    BlobArrival(Catalog catalog, BlobStore store, Workers digests, InstantSource clock) {
        this.digests = digests;
        this.catalog = catalog;
        this.store = store;
        this.clock = clock;
    }

    /// Returns the bytes of an upload.
    Upload upload(UUID id) {
        return store.upload(id);
    }

    /// Tells whether there is a blob of some size.
    boolean has(Digest digest, long size) throws IOException {
        return store.has(digest, size);
    }

    /// Adds the request body to an upload, and returns the new size.
    long receive(Exchange exchange, Upload upload, long offset)
            throws ProtocolException, IOException {
        String client = exchange.client();
        if (!bodies.take(client)) {
            exchange.with("Retry-After", "1");
            throw new ProtocolException(
                    ErrorCode.TOOMANYREQUESTS,
                    "uploads: at most "
                            + Limits.MAX_CONCURRENT_BODIES_OF_CLIENT
                            + " at once from one address, "
                            + Limits.MAX_CONCURRENT_BODIES
                            + " from all");
        }
        try {
            return upload.append(offset, exchange.body(), Limits.MAX_BLOB_SIZE);
        } finally {
            bodies.giveBack(client);
        }
    }

    /// Makes a complete upload a blob that the repository holds. An upload with the wrong bytes is
    /// discarded: nothing that follows could mend it.
    ///
    /// @param client whose share of the threads is used that read bytes again
    void publish(String client, UUID id, Route.Name name, Digest digest) throws IOException {
        Hashing hashing = computation -> digests.run(client, computation::run);
        try (VerifiedUpload verified = store.upload(id).verify(digest, hashing)) {
            publish(verified, id, name, digest);
        } catch (DigestMismatchException e) {
            discard(id);
            throw e;
        }
    }

    private void publish(VerifiedUpload verified, UUID id, Route.Name name, Digest digest)
            throws IOException {
        try {
            catalog.blobs()
                    .publish(
                            name.repository(),
                            digest,
                            verified.size(),
                            id,
                            clock.instant(),
                            verified::publish);
        } catch (Throwable e) {
            try {
                verified.takeBack();
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    /// Takes back what a request has brought that failed: the client will send all of it again.
    void cut(UUID id, long size, Exception failure) {
        try {
            store.upload(id).cut(size);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /// Removes the bytes of an upload that the catalog has forgotten. If that fails, a sweep does it.
    void discardUnknown(UUID id) {
        try {
            store.upload(id).discard();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "discarding the upload " + id, e);
        }
    }

    void discard(UUID id) throws IOException {
        catalog.uploads().remove(id);
        store.upload(id).discard();
    }

    /// Answers that a repository holds a blob.
    static void sendCreated(Exchange exchange, Route.Name name, Digest digest) throws IOException {
        exchange.with("Location", name.path("blobs/" + digest))
                .with("Docker-Content-Digest", digest.toString())
                .send(201);
    }

    /// Sets the headers that tell where an upload is, and how far. The range of an empty upload is
    /// `0-0`, as the distribution registry says it: the header cannot say "nothing".
    static Exchange withPlace(Exchange exchange, Route.Name name, UUID id, long size) {
        return exchange.with("Location", name.path("blobs/uploads/" + id))
                .with("Range", "0-" + Math.max(0, size - 1))
                .with("Docker-Upload-UUID", id.toString());
    }
}
