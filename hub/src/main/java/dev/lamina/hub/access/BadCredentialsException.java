package dev.lamina.hub.access;

/// Credentials are wrong, and it does not say in what; or they do not do here.
public final class BadCredentialsException extends Exception {

    private static final long serialVersionUID = 1L;

    private BadCredentialsException(String message) {
        super(message);
    }

    /// Returns the refusal of a password that somebody else knows, too.
    static BadCredentialsException mustChange() {
        return new BadCredentialsException(
                "login: the password is good for one login to the pages of this hub; change it there"
                        + " first");
    }

    BadCredentialsException() {
        super("login: wrong name or password, or an expired token");
    }
}
