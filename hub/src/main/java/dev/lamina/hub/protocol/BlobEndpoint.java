package dev.lamina.hub.protocol;

import dev.lamina.http.Exchange;
import dev.lamina.hub.blob.BlobStore;
import dev.lamina.hub.blob.StoredBlob;
import dev.lamina.hub.catalog.RepositoryName;
import dev.lamina.hub.catalog.content.Catalog;
import dev.lamina.image.Digest;
import dev.lamina.image.NotFoundException;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// `/v2/NAME/blobs/DIGEST`: distribution-spec 1.1, "Pulling blobs", "Deleting Blobs".
final class BlobEndpoint {

    /// Content with a digest never changes; a year is the most that caches take seriously.
    private static final String FOREVER = "max-age=31536000, immutable";

    private static final String TYPE = "application/octet-stream";

    private final Catalog catalog;
    private final BlobStore store;
    private final Access access;
    private final InstantSource clock;

    BlobEndpoint(Catalog catalog, BlobStore store, Access access, InstantSource clock) {
        this.catalog = catalog;
        this.store = store;
        this.access = access;
        this.clock = clock;
    }

    void handle(Exchange exchange, Route.ToBlob route) throws ProtocolException, IOException {
        RepositoryName repository = route.name().repository();
        switch (exchange.method()) {
            case "GET", "HEAD" -> get(exchange, repository, route.digest());
            case "DELETE" -> delete(exchange, repository, route.digest());
            default -> throw DistributionProtocol.unsupported(exchange, "GET, HEAD, DELETE");
        }
    }

    private void get(Exchange exchange, RepositoryName repository, Digest digest)
            throws ProtocolException, IOException {
        access.check(exchange, repository, Access.Action.PULL);
        long size =
                catalog.blobs()
                        .size(repository, digest)
                        .orElseThrow(() -> unknown(repository, digest));
        if (exchange.method().equals("HEAD")) {
            // A client that asks whether a blob is there is about to rely on the answer.
            catalog.blobs().promise(repository, digest, clock.instant());
        }
        // A blob that was lost or cut short is answered as unknown, so that clients push it again.
        try (StoredBlob blob = store.open(digest).orElseThrow(() -> unknown(repository, digest))) {
            if (blob.size() != size) {
                throw unknown(repository, digest);
            }
            exchange.with("Docker-Content-Digest", digest.toString())
                    .with("Accept-Ranges", "bytes");
            if (Etag.isKnown(exchange, digest)) {
                withTag(exchange, digest).sendHead(304, blob.size());
                return;
            }
            List<ByteRange> ranges = ranges(exchange, digest, blob.size());
            withTag(exchange, digest);
            Optional<URI> link = exchange.method().equals("GET") ? blob.link() : Optional.empty();
            if (link.isPresent()) {
                // The link ends; the blob does not.
                exchange.with("Cache-Control", "no-store")
                        .with("Location", link.get().toString())
                        .send(307);
                return;
            }
            exchange.with("Content-Type", TYPE);
            send(exchange, blob, ranges);
        } catch (NotFoundException e) {
            throw unknown(repository, digest);
        }
    }

    /// Not for errors: caches would keep them.
    private static Exchange withTag(Exchange exchange, Digest digest) {
        return exchange.with("ETag", Etag.of(digest)).with("Cache-Control", FOREVER);
    }

    private static void send(Exchange exchange, StoredBlob blob, List<ByteRange> ranges)
            throws IOException {
        switch (ranges.size()) {
            case 0 -> send(exchange, 200, blob, new ByteRange(0, blob.size()));
            case 1 -> {
                exchange.with("Content-Range", ranges.getFirst().contentRange(blob.size()));
                send(exchange, 206, blob, ranges.getFirst());
            }
            default -> {
                String boundary = UUID.randomUUID().toString();
                try (var body = new RangesBody(blob, ranges, TYPE, boundary)) {
                    exchange.with("Content-Type", "multipart/byteranges; boundary=" + boundary)
                            .send(206, body, body.length());
                }
            }
        }
    }

    private static void send(Exchange exchange, int status, StoredBlob blob, ByteRange part)
            throws IOException {
        Optional<FileChannel> file = blob.file();
        if (file.isPresent()) {
            exchange.send(status, file.get(), part.offset(), part.length());
            return;
        }
        try (InputStream content = blob.openStream(part.offset(), part.length())) {
            exchange.send(status, content, part.length());
        }
    }

    /// Only GET knows parts (RFC 9110, "Range"); a part of other content than the client has is of no
    /// use to it.
    private static List<ByteRange> ranges(Exchange exchange, Digest digest, long size)
            throws ProtocolException {
        Optional<String> header = exchange.header("Range");
        Optional<String> condition = exchange.header("If-Range");
        if (!exchange.method().equals("GET")
                || header.isEmpty()
                || condition.isPresent() && !condition.get().equals(Etag.of(digest))) {
            return List.of();
        }
        try {
            return RangeHeader.parse(header.get(), size);
        } catch (ProtocolException e) {
            exchange.with("Content-Range", "bytes */" + size);
            throw e;
        }
    }

    private void delete(Exchange exchange, RepositoryName repository, Digest digest)
            throws ProtocolException, IOException {
        access.check(exchange, repository, Access.Action.DELETE);
        switch (catalog.blobs().release(repository, digest)) {
            case DONE -> exchange.with("Docker-Content-Digest", digest.toString()).send(202);
            case NOT_HELD -> throw unknown(repository, digest);
            case NEEDED -> {
                exchange.with("Allow", "GET, HEAD");
                throw new ProtocolException(
                        ErrorCode.UNSUPPORTED,
                        "blob "
                                + digest
                                + ": a manifest of "
                                + repository.familiar()
                                + " names it; delete that first");
            }
        }
    }

    private static ProtocolException unknown(RepositoryName repository, Digest digest) {
        return new ProtocolException(
                ErrorCode.BLOB_UNKNOWN, "blob " + digest + ": not in " + repository.familiar());
    }
}
