package dev.lamina.hub.account;

import java.io.IOException;
import java.time.Duration;

/// Something was not even tried; the same may well go later.
public abstract sealed class TryLaterException extends IOException
        permits TooManyAttemptsException, BusyException {

    private static final long serialVersionUID = 1L;

    private final transient Duration wait;

    TryLaterException(String message, Duration wait) {
        super(message);
        this.wait = wait;
    }

    /// How long nothing is tried.
    public Duration retryAfter() {
        return wait;
    }
}
