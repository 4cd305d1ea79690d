package dev.lamina.hub.api;

/// A request that is not granted.
final class ApiException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    ApiException(int status, String message) {
        super(message);
        this.status = status;
    }

    /// The status to answer with.
    int status() {
        return status;
    }
}
