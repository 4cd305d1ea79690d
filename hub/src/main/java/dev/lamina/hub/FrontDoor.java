package dev.lamina.hub;

import dev.lamina.http.Exchange;
import dev.lamina.http.HttpHandler;
import dev.lamina.http.ServerBusyException;
import dev.lamina.hub.access.OwnHost;
import dev.lamina.hub.api.Api;
import dev.lamina.hub.blob.BlobStoreException;
import dev.lamina.hub.db.DatabaseException;
import dev.lamina.hub.look.LookBusyException;
import dev.lamina.hub.ops.OperationPages;
import dev.lamina.hub.protocol.DistributionProtocol;
import dev.lamina.hub.work.WorkBusyException;

import java.io.IOException;
import java.util.Optional;

/// Gives each request to the part of the hub that its path belongs to.
///
/// @param ownHost keeps the pages of other sites from a hub without logins
record FrontDoor(
        Optional<OwnHost> ownHost,
        HttpHandler protocol,
        HttpHandler tokenService,
        HttpHandler api,
        HttpHandler pages,
        HttpHandler operations)
        implements HttpHandler {

    private static final System.Logger LOG = System.getLogger(FrontDoor.class.getName());

    /// A request that came to the wrong server (RFC 9110 section 15.5.20).
    private static final int MISDIRECTED = 421;

    private static final String RETRY_SECONDS = "5";
    private static final String JSON = "application/json";

    /// A database that is down is nobody's fault who asks: they may come again. The
    /// protocol has its own words for that.
    @Override
    public void handle(Exchange exchange) throws Exception {
        try {
            answer(exchange);
        } catch (DatabaseException | BlobStoreException e) {
            LOG.log(System.Logger.Level.WARNING, "not available: " + e.getMessage());
            sendUnavailable(exchange, e, "The hub's storage does not answer; please try again.");
        } catch (ServerBusyException | LookBusyException | WorkBusyException e) {
            sendUnavailable(exchange, e, "The hub has too much to do; please try again.");
        }
    }

    private void sendUnavailable(Exchange exchange, IOException failure, String message)
            throws IOException {
        if (exchange.isCommitted()) {
            throw failure;
        }
        ErrorBody body = error(exchange.path(), 503, message);
        exchange.withoutContent()
                .with("Retry-After", RETRY_SECONDS)
                .with("Content-Type", body.contentType())
                .send(503, body.content());
    }

    /// Clients of the API and of the protocol read errors by program, whatever went wrong.
    @Override
    public ErrorBody error(String path, int status, String message) {
        if (Api.isPath(path)) {
            return new ErrorBody(JSON, Api.error(message));
        }
        return DistributionProtocol.isPath(path)
                ? new ErrorBody(JSON, DistributionProtocol.error(status, message))
                : HttpHandler.super.error(path, status, message);
    }

    private void answer(Exchange exchange) throws Exception {
        String path = exchange.path();
        if (OperationPages.PATHS.contains(path)) {
            operations.handle(exchange);
            return;
        }
        Optional<String> objection = ownHost.flatMap(own -> own.objection(exchange));
        if (objection.isPresent()) {
            ErrorBody body = error(path, MISDIRECTED, objection.get());
            exchange.with("Content-Type", body.contentType()).send(MISDIRECTED, body.content());
            return;
        }
        if (Api.isPath(path)) {
            api.handle(exchange);
            return;
        }
        if (DistributionProtocol.isPath(path)) {
            protocol.handle(exchange);
            return;
        }
        if (path.equals("/token")) {
            tokenService.handle(exchange);
            return;
        }
        pages.handle(exchange);
    }
}
