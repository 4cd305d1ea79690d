package dev.lamina.hub.account;

import java.io.IOException;
import java.time.Duration;

/// Too many logins have failed; another one is not even tried.
public final class TooManyAttemptsException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Duration wait;

    TooManyAttemptsException(Duration wait) {
        super("login: too many attempts have failed; try again in " + wait.toSeconds() + " s");
        this.wait = wait;
    }

    /// How long nothing is tried.
    public Duration retryAfter() {
        return wait;
    }
}
