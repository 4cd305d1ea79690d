package dev.lamina.hub.access;

/// Credentials are wrong; it does not say in what.
public final class BadCredentialsException extends Exception {

    private static final long serialVersionUID = 1L;

    BadCredentialsException() {
        super("login: wrong name or password, or an expired token");
    }
}
