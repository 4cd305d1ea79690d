package dev.lamina.registry.http;

import static java.util.Objects.requireNonNull;

import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// What a server said to one request.
///
/// @param uri     what was asked for
/// @param headers of the head; what follows a chunked body is dropped
/// @param body    to be closed; read to its end, its connection is used again
public record Answer(URI uri, int status, Headers headers, InputStream body) {

    public Answer {
        requireNonNull(uri, "uri");
        requireNonNull(headers, "headers");
        requireNonNull(body, "body");
    }

    /// Returns the value of the first field of this name.
    public Optional<String> header(String name) {
        return headers.first(name);
    }

    /// Returns the values of all fields of this name.
    public List<String> headers(String name) {
        return headers.all(name);
    }
}
