package dev.lamina.http;

import dev.lamina.image.Bytes;

/// Answers requests. It may block; each request has a virtual thread of its own.
@FunctionalInterface
public interface HttpHandler {

    /// Answers one request, by exactly one of the `send` methods.
    ///
    /// @throws Exception what is not answered; the client gets status 500 or, if the answer has
    ///     begun, a connection that ends early
    void handle(Exchange exchange) throws Exception;

    /// Returns what a client is told of an error that this handler has not answered itself: a line of
    /// text, if it says nothing else.
    ///
    /// @param path that was asked for; empty if nobody could read it
    default ErrorBody error(String path, int status, String message) {
        return new ErrorBody("text/plain; charset=utf-8", Bytes.utf8(message + "\n"));
    }

    /// The body of an answer that is an error.
    record ErrorBody(String contentType, Bytes content) {}
}
