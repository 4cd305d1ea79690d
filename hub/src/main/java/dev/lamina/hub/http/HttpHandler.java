package dev.lamina.hub.http;

/// Answers requests. It may block; each request has a virtual thread of its own.
@FunctionalInterface
public interface HttpHandler {

    /// Answers one request, by exactly one of the `send` methods.
    ///
    /// @throws Exception what is not answered; the client gets status 500 or, if the answer has
    ///     begun, a connection that ends early
    void handle(Exchange exchange) throws Exception;
}
