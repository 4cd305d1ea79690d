package dev.lamina.http;

import java.io.IOException;

/// A request body did not arrive: the client went away, was too slow, or broke the framing.
public final class ClientGoneException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;

    ClientGoneException(Throwable cause) {
        super("request body: " + cause.getMessage(), cause);
        status =
                cause instanceof org.eclipse.jetty.http.HttpException framing
                        ? framing.getCode()
                        : 408;
    }

    /// The status to answer with, should the client still listen: 408, or that of the broken framing.
    public int status() {
        return status;
    }
}
