package dev.lamina.hub.protocol;

import dev.lamina.http.ClientGoneException;
import dev.lamina.http.Exchange;
import dev.lamina.http.HttpException;
import dev.lamina.hub.blob.Upload;
import dev.lamina.hub.blob.UploadBusyException;
import dev.lamina.hub.blob.UploadOffsetException;
import dev.lamina.hub.catalog.content.Catalog;
import dev.lamina.image.Digest;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/// `/v2/NAME/blobs/uploads/ID`: one upload in progress (distribution-spec 1.1, "Pushing a blob in
/// chunks").
final class UploadEndpoint {

    private final Catalog catalog;
    private final BlobArrival arrival;
    private final Access access;
    private final InstantSource clock;

    UploadEndpoint(Catalog catalog, BlobArrival arrival, Access access, InstantSource clock) {
        this.catalog = catalog;
        this.arrival = arrival;
        this.access = access;
        this.clock = clock;
    }

    void handle(Exchange exchange, Route.ToUpload route)
            throws ProtocolException, HttpException, IOException {
        access.check(exchange, route.name().repository(), Access.Action.PUSH);
        if (!catalog.uploads().touch(route.id(), route.name().repository(), clock.instant())) {
            throw new ProtocolException(
                    ErrorCode.BLOB_UPLOAD_UNKNOWN, "no such upload: " + route.id());
        }
        switch (exchange.method()) {
            case "GET" -> sendStatus(exchange, route, 204);
            case "PATCH" -> {
                append(exchange, route, chunk(exchange, route));
                sendStatus(exchange, route, 202);
            }
            case "PUT" -> complete(exchange, route);
            case "DELETE" -> {
                arrival.discard(route.id());
                exchange.send(204);
            }
            default -> throw DistributionProtocol.unsupported(exchange, "GET, PATCH, PUT, DELETE");
        }
    }

    private void sendStatus(Exchange exchange, Route.ToUpload route, int status)
            throws IOException {
        long size = arrival.upload(route.id()).size();
        BlobArrival.withPlace(exchange, route.name(), route.id(), size).send(status);
    }

    /// Where a chunk belongs.
    ///
    /// @param range as its client says; one that does not say continues the upload
    private record Chunk(long offset, Optional<ChunkRange> range) {}

    /// Reads what is said of a chunk; nothing of it has arrived.
    private Chunk chunk(Exchange exchange, Route.ToUpload route)
            throws ProtocolException, IOException {
        Optional<String> header = exchange.header("Content-Range");
        if (header.isEmpty()) {
            return new Chunk(arrival.upload(route.id()).size(), Optional.empty());
        }
        ChunkRange range = ChunkRange.parse(header.get());
        long announced = exchange.bodySize().orElse(range.length());
        if (announced != range.length()) {
            throw wrongLength(range, announced);
        }
        return new Chunk(range.offset(), Optional.of(range));
    }

    /// It must begin where the upload ends.
    private void append(Exchange exchange, Route.ToUpload route, Chunk chunk)
            throws ProtocolException, IOException {
        Upload upload = arrival.upload(route.id());
        try {
            long got = arrival.receive(exchange, upload, chunk.offset()) - chunk.offset();
            if (chunk.range().isPresent() && got != chunk.range().get().length()) {
                upload.cut(chunk.offset());
                throw wrongLength(chunk.range().get(), got);
            }
        } catch (UploadOffsetException e) {
            BlobArrival.withPlace(exchange, route.name(), route.id(), e.expected());
            throw e;
        }
    }

    private static ProtocolException wrongLength(ChunkRange range, long got) {
        return new ProtocolException(
                ErrorCode.SIZE_INVALID,
                "chunk, length: expected " + range.length() + " as in Content-Range, got " + got);
    }

    private void complete(Exchange exchange, Route.ToUpload route)
            throws ProtocolException, HttpException, IOException {
        Digest digest =
                Route.digest(
                        exchange.query("digest")
                                .orElseThrow(
                                        () ->
                                                new ProtocolException(
                                                        ErrorCode.DIGEST_INVALID,
                                                        "digest: expected one in the query")));
        if (exchange.bodySize().orElse(1) == 0) {
            arrival.publish(exchange.client(), route.id(), route.name(), digest);
        } else {
            appendAndPublish(exchange, route, digest);
        }
        BlobArrival.sendCreated(exchange, route.name(), digest);
    }

    /// A client whose request fails sends the same again, with all its bytes; one whose connection
    /// broke asks how much has arrived, and goes on there.
    private void appendAndPublish(Exchange exchange, Route.ToUpload route, Digest digest)
            throws ProtocolException, IOException {
        long before = arrival.upload(route.id()).size();
        Chunk chunk = chunk(exchange, route);
        try {
            append(exchange, route, chunk);
            arrival.publish(exchange.client(), route.id(), route.name(), digest);
        } catch (UploadBusyException | UploadOffsetException | ClientGoneException e) {
            throw e;
        } catch (ProtocolException | IOException e) {
            if (chunk.offset() == before) {
                arrival.cut(route.id(), before, e);
            }
            throw e;
        }
    }
}
