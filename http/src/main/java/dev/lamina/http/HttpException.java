package dev.lamina.http;

/// A request that cannot be served as HTTP, before any endpoint has a say.
public final class HttpException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    public HttpException(int status, String message) {
        super(message);
        this.status = status;
    }

    /// The status to answer with.
    public int status() {
        return status;
    }
}
