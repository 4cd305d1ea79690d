package dev.lamina.hub.catalog;

import java.io.IOException;

/// A change was not made, because what it was to change is not as its [Precondition] wants it.
public final class PreconditionException extends IOException {

    private static final long serialVersionUID = 1L;

    PreconditionException(String message) {
        super(message);
    }
}
