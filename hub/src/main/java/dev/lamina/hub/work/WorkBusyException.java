package dev.lamina.hub.work;

import java.io.IOException;

/// Other requests are being computed, or this one took too long; it may come again in some seconds.
public final class WorkBusyException extends IOException {

    private static final long serialVersionUID = 1L;

    WorkBusyException(String message) {
        super(message);
    }
}
