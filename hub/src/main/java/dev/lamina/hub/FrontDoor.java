package dev.lamina.hub;

import dev.lamina.hub.api.Api;
import dev.lamina.hub.blob.BlobStoreException;
import dev.lamina.hub.db.DatabaseException;
import dev.lamina.hub.http.Exchange;
import dev.lamina.hub.http.HttpHandler;
import dev.lamina.hub.http.ServerBusyException;
import dev.lamina.hub.look.LookBusyException;
import dev.lamina.hub.ops.OperationPages;
import dev.lamina.image.Bytes;

import java.io.IOException;

/// Gives each request to the part of the hub that its path belongs to.
record FrontDoor(
        HttpHandler protocol,
        HttpHandler tokenService,
        HttpHandler api,
        HttpHandler pages,
        HttpHandler operations)
        implements HttpHandler {

    private static final System.Logger LOG = System.getLogger(FrontDoor.class.getName());

    private static final String RETRY_SECONDS = "5";

    /// A database that is down is nobody's fault who asks: they may come again. The
    /// protocol has its own words for that.
    @Override
    public void handle(Exchange exchange) throws Exception {
        try {
            answer(exchange);
        } catch (DatabaseException | BlobStoreException e) {
            LOG.log(System.Logger.Level.WARNING, "not available: " + e.getMessage());
            sendUnavailable(exchange, e, "The hub's storage does not answer; please try again.");
        } catch (ServerBusyException | LookBusyException e) {
            sendUnavailable(exchange, e, "The hub has too much to do; please try again.");
        }
    }

    private static void sendUnavailable(Exchange exchange, IOException failure, String message)
            throws IOException {
        if (exchange.isCommitted()) {
            throw failure;
        }
        exchange.withoutContent()
                .with("Retry-After", RETRY_SECONDS)
                .with("Content-Type", "text/plain; charset=utf-8")
                .send(503, Bytes.utf8(message + "\n"));
    }

    private void answer(Exchange exchange) throws Exception {
        String path = exchange.path();
        if (Api.isPath(path)) {
            api.handle(exchange);
            return;
        }
        if (path.startsWith("/v2/") || path.equals("/v2") || path.startsWith("/v1/")) {
            protocol.handle(exchange);
            return;
        }
        if (path.equals("/token")) {
            tokenService.handle(exchange);
            return;
        }
        if (OperationPages.PATHS.contains(path)) {
            operations.handle(exchange);
            return;
        }
        pages.handle(exchange);
    }
}
