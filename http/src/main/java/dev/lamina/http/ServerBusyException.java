package dev.lamina.http;

import java.io.IOException;

/// Other requests have what this one needs; it may come again in some seconds.
public final class ServerBusyException extends IOException {

    private static final long serialVersionUID = 1L;

    ServerBusyException(String message) {
        super(message);
    }
}
