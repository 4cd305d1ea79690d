package dev.lamina.registry.http;

import java.io.IOException;

/// A connection ended before a byte of an answer came. On one that was kept from an earlier request, the peer
/// most likely ended it before it saw this one.
final class UnansweredException extends IOException {

    private static final long serialVersionUID = 1L;

    private final IOException failure;

    UnansweredException(IOException failure) {
        super(failure.getMessage(), failure);
        this.failure = failure;
    }

    /// What ended it.
    IOException failure() {
        return failure;
    }
}
