package dev.lamina.hub.protocol;

import dev.lamina.http.Exchange;
import dev.lamina.http.HttpException;
import dev.lamina.hub.blob.Upload;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.content.Catalog;
import dev.lamina.image.Digest;
import dev.lamina.image.DigestAlgorithm;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/// `/v2/NAME/blobs/uploads/`: begins an upload, takes a whole blob, or mounts one from another
/// repository (distribution-spec 1.1, "Pushing blobs").
final class UploadsEndpoint {

    /// Uploads end after seconds, or are forgotten after days.
    private static final String RETRY_SECONDS = "60";

    private final Catalog catalog;
    private final BlobArrival arrival;
    private final Access access;
    private final InstantSource clock;

    UploadsEndpoint(Catalog catalog, BlobArrival arrival, Access access, InstantSource clock) {
        this.catalog = catalog;
        this.arrival = arrival;
        this.access = access;
        this.clock = clock;
    }

    void handle(Exchange exchange, Route.ToUploads route)
            throws ProtocolException, HttpException, IOException {
        if (!exchange.method().equals("POST")) {
            throw DistributionProtocol.unsupported(exchange, "POST");
        }
        Route.Name name = route.name();
        access.check(exchange, name.repository(), Access.Action.PUSH);
        Optional<String> mount = exchange.query("mount");
        if (mount.isPresent() && mount(exchange, name, Route.digest(mount.get()))) {
            return;
        }
        checkCount(exchange, name.repository());
        checkAlgorithm(exchange.query("digest-algorithm"));
        Optional<String> digest = exchange.query("digest");
        if (digest.isPresent()) {
            receiveWhole(exchange, name, Route.digest(digest.get()));
        } else {
            begin(exchange, name);
        }
    }

    private void checkCount(Exchange exchange, RepositoryName repository)
            throws ProtocolException, IOException {
        if (catalog.uploads().count(repository.account()) >= Limits.MAX_UPLOADS_OF_ACCOUNT) {
            exchange.with("Retry-After", RETRY_SECONDS);
            throw new ProtocolException(
                    ErrorCode.TOOMANYREQUESTS,
                    "uploads: at most "
                            + Limits.MAX_UPLOADS_OF_ACCOUNT
                            + " of one account may be open");
        }
    }

    /// Anybody may have many accounts: whose are most give way.
    private void makeRoom() throws IOException {
        if (catalog.uploads().count() >= Limits.MAX_UPLOADS) {
            Optional<UUID> oldest = catalog.uploads().removeOldestOfMost();
            if (oldest.isPresent()) {
                arrival.discardUnknown(oldest.get());
            }
        }
    }

    /// Without a source any public repository will do. A source that may not be read, or cannot be, is
    /// treated as one without the blob: nobody learns what is in it. So is a blob that is not as it should
    /// be: the client brings it again.
    private boolean mount(Exchange exchange, Route.Name name, Digest digest)
            throws ProtocolException, HttpException, IOException {
        Optional<String> from = exchange.query("from");
        Optional<RepositoryName> source = Optional.empty();
        if (from.isPresent()) {
            source = RepositoryName.parse(from.get());
            if (source.isEmpty() || !access.allows(exchange, source.get(), Access.Action.PULL)) {
                return false;
            }
        }
        if (!catalog.blobs()
                .mount(name.repository(), digest, source, clock.instant(), arrival::has)) {
            return false;
        }
        BlobArrival.sendCreated(exchange, name, digest);
        return true;
    }

    /// Which algorithm will be used need not be known here, but better now than after the bytes does
    /// a client learn that it is not supported (distribution-spec, "Pushing a blob in chunks").
    private static void checkAlgorithm(Optional<String> name) throws ProtocolException {
        if (name.isPresent()
                && Arrays.stream(DigestAlgorithm.values())
                        .noneMatch(algorithm -> algorithm.prefix().equals(name.get()))) {
            throw new ProtocolException(
                    ErrorCode.DIGEST_INVALID,
                    "digest-algorithm: expected sha256 or sha512, got '" + name.get() + "'");
        }
    }

    /// A blob in one request leaves nothing to be resumed, so the catalog need not know the upload.
    private void receiveWhole(Exchange exchange, Route.Name name, Digest digest)
            throws ProtocolException, IOException {
        UUID id = UUID.randomUUID();
        Upload upload = arrival.upload(id);
        upload.create();
        try {
            arrival.receive(exchange, upload, 0);
            arrival.publish(exchange.client(), id, name, digest);
        } finally {
            upload.discard();
        }
        BlobArrival.sendCreated(exchange, name, digest);
    }

    private void begin(Exchange exchange, Route.Name name) throws IOException {
        makeRoom();
        UUID id = UUID.randomUUID();
        arrival.upload(id).create();
        catalog.uploads().add(id, name.repository(), clock.instant());
        BlobArrival.withPlace(exchange, name, id, 0).send(202);
    }
}
