package dev.lamina.registry.http;

import java.net.http.HttpRequest;

/// The body of a request.
public interface Content {

    /// No bytes.
    Content NONE = HttpRequest.BodyPublishers::noBody;

    /// Returns the bytes from their start, for each time that they are sent.
    HttpRequest.BodyPublisher publisher();

    /// How many bytes the network took; a sender that waits for an answer watches it move. Negative
    /// for a short body, which is sent at once.
    default long sent() {
        return -1;
    }

    /// Whether all bytes were taken, so that it is the peer's turn.
    default boolean isComplete() {
        return true;
    }

    static Content of(byte[] bytes) {
        return () -> HttpRequest.BodyPublishers.ofByteArray(bytes);
    }
}
