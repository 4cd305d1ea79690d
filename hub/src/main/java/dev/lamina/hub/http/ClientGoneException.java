package dev.lamina.hub.http;

import java.io.IOException;

/// A request body did not arrive: the client went away, was too slow, or broke the framing.
public final class ClientGoneException extends IOException {

    private static final long serialVersionUID = 1L;

    ClientGoneException(Throwable cause) {
        super("request body: " + cause.getMessage(), cause);
    }
}
