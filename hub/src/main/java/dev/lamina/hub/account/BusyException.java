package dev.lamina.hub.account;

import java.time.Duration;

/// More passwords are being checked than the machine can do at once.
public final class BusyException extends TryLaterException {

    private static final long serialVersionUID = 1L;

    BusyException(Duration wait) {
        super("login: many passwords are being checked just now; try again", wait);
    }
}
