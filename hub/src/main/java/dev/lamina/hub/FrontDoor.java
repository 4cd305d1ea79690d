package dev.lamina.hub;

import dev.lamina.hub.api.Api;
import dev.lamina.hub.http.Exchange;
import dev.lamina.hub.http.HttpHandler;
import dev.lamina.hub.ops.OperationPages;

/// Gives each request to the part of the hub that its path belongs to.
record FrontDoor(
        HttpHandler protocol,
        HttpHandler tokenService,
        HttpHandler api,
        HttpHandler pages,
        HttpHandler operations)
        implements HttpHandler {

    @Override
    public void handle(Exchange exchange) throws Exception {
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
