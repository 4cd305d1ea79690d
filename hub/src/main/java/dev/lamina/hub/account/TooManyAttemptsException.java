package dev.lamina.hub.account;

import java.time.Duration;

/// Too many logins or sign-ups; another one is not even tried.
public final class TooManyAttemptsException extends TryLaterException {

    private static final long serialVersionUID = 1L;

    private TooManyAttemptsException(String what, Duration wait) {
        super(what + "; try again in " + wait.toSeconds() + " s", wait);
    }

    static TooManyAttemptsException ofLogin(Duration wait) {
        return new TooManyAttemptsException("login: too many attempts have failed", wait);
    }

    static TooManyAttemptsException ofSignUp(Duration wait) {
        return new TooManyAttemptsException("sign-up: too many from your address", wait);
    }
}
