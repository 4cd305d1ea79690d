package dev.lamina.hub.account;

import java.io.IOException;

/// A wish about accounts that is not granted; the message is for whoever wished.
public final class RefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
