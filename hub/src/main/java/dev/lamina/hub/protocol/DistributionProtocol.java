package dev.lamina.hub.protocol;

import dev.lamina.http.ClientGoneException;
import dev.lamina.http.Exchange;
import dev.lamina.http.HttpException;
import dev.lamina.http.HttpHandler;
import dev.lamina.http.ServerBusyException;
import dev.lamina.hub.blob.BlobStore;
import dev.lamina.hub.blob.BlobStoreException;
import dev.lamina.hub.blob.BlobTooLargeException;
import dev.lamina.hub.blob.UploadBusyException;
import dev.lamina.hub.blob.UploadOffsetException;
import dev.lamina.hub.catalog.PreconditionException;
import dev.lamina.hub.catalog.ReservedNameException;
import dev.lamina.hub.catalog.content.BlobInRemovalException;
import dev.lamina.hub.catalog.content.Catalog;
import dev.lamina.hub.catalog.content.MissingContentException;
import dev.lamina.hub.catalog.repository.Search;
import dev.lamina.hub.catalog.tag.ImmutableTagException;
import dev.lamina.hub.db.DatabaseException;
import dev.lamina.hub.work.Lanes;
import dev.lamina.hub.work.WorkBusyException;
import dev.lamina.image.Bytes;
import dev.lamina.image.DigestMismatchException;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.NotFoundException;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileSystemException;
import java.time.InstantSource;

/// The OCI distribution protocol: everything below `/v2/` (distribution-spec 1.1), and below `/v1/`
/// what was left of the protocol before it, the search.
///
/// Nothing of a request outlives it in this process; catalog and blob store carry all state.
public final class DistributionProtocol implements HttpHandler {

    private static final System.Logger LOG = System.getLogger(DistributionProtocol.class.getName());

    private static final String RETRY_SECONDS = "5";

    private final Access access;
    private final ManifestEndpoint manifests;
    private final BlobEndpoint blobs;
    private final UploadsEndpoint uploads;
    private final UploadEndpoint upload;
    private final TagsEndpoint tags;
    private final ReferrersEndpoint referrers;
    private final CatalogEndpoint names;
    private final SearchEndpoint search;

    public DistributionProtocol(
            Catalog catalog,
            Search search,
            BlobStore store,
            Access access,
            PullListener listener,
            Lanes lanes,
            InstantSource clock) {
        this.access = access;
        var arrival = new BlobArrival(catalog, store, lanes.digests(), clock);
        manifests =
                new ManifestEndpoint(
                        catalog, new ImageConfigs(catalog, store), access, listener, clock);
        blobs = new BlobEndpoint(catalog, store, access, clock);
        uploads = new UploadsEndpoint(catalog, arrival, access, clock);
        upload = new UploadEndpoint(catalog, arrival, access, clock);
        tags = new TagsEndpoint(catalog, access);
        referrers = new ReferrersEndpoint(catalog, access);
        names = new CatalogEndpoint(search, access);
        this.search = new SearchEndpoint(search, access, lanes.pages());
    }

    /// Tells whether a path is the protocol's, unless it is the API's.
    public static boolean isPath(String path) {
        return path.startsWith("/v2/") || path.equals("/v2") || path.startsWith("/v1/");
    }

    /// Returns the body of an error that no endpoint knows of.
    public static Bytes error(int status, String message) {
        return ProtocolException.body(ErrorCode.of(status), message);
    }

    @Override
    public void handle(Exchange exchange) throws Exception {
        exchange.with("Docker-Distribution-Api-Version", "registry/2.0");
        try {
            dispatch(exchange);
        } catch (ProtocolException e) {
            e.send(exchange);
        } catch (HttpException e) {
            new ProtocolException(ErrorCode.UNSUPPORTED, e.status(), e.getMessage()).send(exchange);
        } catch (IOException e) {
            if (exchange.isCommitted()) {
                throw e;
            }
            ProtocolException answer = answer(e);
            if (answer.code() == ErrorCode.UNAVAILABLE) {
                boolean isOurs =
                        !(e instanceof ServerBusyException || e instanceof WorkBusyException);
                LOG.log(isOurs ? Level.WARNING : Level.DEBUG, "not available: " + e);
                exchange.with("Retry-After", RETRY_SECONDS);
            }
            answer.send(exchange);
        }
    }

    private void dispatch(Exchange exchange) throws Exception {
        switch (Route.parse(exchange.path())) {
            case Route.Ping _ -> ping(exchange);
            case Route.ToCatalog _ -> names.handle(exchange);
            case Route.ToSearchPing _ -> search.ping(exchange);
            case Route.ToSearch _ -> search.handle(exchange);
            case Route.ToManifest route -> manifests.handle(exchange, route);
            case Route.ToBlob route -> blobs.handle(exchange, route);
            case Route.ToUploads route -> uploads.handle(exchange, route);
            case Route.ToUpload route -> upload.handle(exchange, route);
            case Route.ToTags route -> tags.handle(exchange, route);
            case Route.ToReferrers route -> referrers.handle(exchange, route);
        }
    }

    private void ping(Exchange exchange) throws ProtocolException, IOException {
        access.checkPing(exchange);
        requireGet(exchange);
        exchange.with("Content-Type", "application/json").send(200, Bytes.utf8("{}"));
    }

    /// Refuses all methods but GET and HEAD.
    static void requireGet(Exchange exchange) throws ProtocolException {
        if (!exchange.method().equals("GET") && !exchange.method().equals("HEAD")) {
            throw unsupported(exchange, "GET, HEAD");
        }
    }

    /// Refuses a method, naming those that are not refused.
    static ProtocolException unsupported(Exchange exchange, String allowed) {
        exchange.with("Allow", allowed);
        return new ProtocolException(
                ErrorCode.UNSUPPORTED,
                "method: expected one of " + allowed + ", got " + exchange.method());
    }

    /// Says in the protocol's words what went wrong. What is our own fault is 503: the client may
    /// come again.
    private static ProtocolException answer(IOException failure) throws IOException {
        String message = failure.getMessage() == null ? "" : failure.getMessage();
        return switch (failure) {
            case NotFoundException _ ->
                    new ProtocolException(ErrorCode.BLOB_UPLOAD_UNKNOWN, message);
            case DigestMismatchException _ ->
                    new ProtocolException(ErrorCode.DIGEST_INVALID, message);
            case ImageFormatException _ ->
                    new ProtocolException(ErrorCode.MANIFEST_INVALID, message);
            case MissingContentException _ ->
                    new ProtocolException(ErrorCode.MANIFEST_BLOB_UNKNOWN, message);
            case PreconditionException _ ->
                    new ProtocolException(ErrorCode.UNSUPPORTED, 412, message);
            case ReservedNameException _ -> new ProtocolException(ErrorCode.NAME_INVALID, message);
            case ImmutableTagException _ -> new ProtocolException(ErrorCode.DENIED, message);
            case BlobTooLargeException _ ->
                    new ProtocolException(ErrorCode.SIZE_INVALID, 413, message);
            case UploadOffsetException _ ->
                    new ProtocolException(ErrorCode.BLOB_UPLOAD_INVALID, 416, message);
            case UploadBusyException _ ->
                    new ProtocolException(ErrorCode.BLOB_UPLOAD_INVALID, 409, message);
            case ClientGoneException e ->
                    new ProtocolException(ErrorCode.BLOB_UPLOAD_INVALID, e.status(), message);
            case BlobInRemovalException _ -> new ProtocolException(ErrorCode.UNAVAILABLE, message);
            case ServerBusyException _, WorkBusyException _ ->
                    new ProtocolException(ErrorCode.UNAVAILABLE, message);
            case DatabaseException _ ->
                    new ProtocolException(ErrorCode.UNAVAILABLE, "the catalog is not available");
            case FileSystemException _, BlobStoreException _ ->
                    new ProtocolException(ErrorCode.UNAVAILABLE, "the blob store is not available");
            default -> throw failure;
        };
    }
}
