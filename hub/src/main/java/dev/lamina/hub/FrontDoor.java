package dev.lamina.hub;

import dev.lamina.hub.http.Exchange;
import dev.lamina.hub.http.HttpHandler;
import dev.lamina.image.Bytes;

/// Gives each request to the part of the hub that its path belongs to.
record FrontDoor(HttpHandler protocol, HttpHandler tokenService) implements HttpHandler {

    @Override
    public void handle(Exchange exchange) throws Exception {
        String path = exchange.path();
        if (path.startsWith("/v2/") || path.equals("/v2") || path.startsWith("/v1/")) {
            protocol.handle(exchange);
            return;
        }
        if (path.equals("/token")) {
            tokenService.handle(exchange);
            return;
        }
        exchange.with("Content-Type", "text/plain; charset=utf-8");
        if (path.equals("/")) {
            exchange.send(200, Bytes.utf8("A Lamina hub. Images are pulled from /v2/.\n"));
        } else {
            exchange.send(404, Bytes.utf8("Not Found\n"));
        }
    }
}
