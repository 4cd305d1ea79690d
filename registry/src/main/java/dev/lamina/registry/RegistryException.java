package dev.lamina.registry;

import java.io.IOException;

/// A registry answered a request with a failure, or with what the protocol does not allow.
///
/// Neither the message nor a field holds a secret or the query of a signed URL.
public final class RegistryException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String request;
    private final int status;
    private final String code;

    /// Creates the error.
    ///
    /// @param request method and URL without its query
    /// @param status  of HTTP; 0 if there was none
    /// @param code    the error code of distribution-spec 1.1, "Error Codes"; empty if none came
    /// @param fault   what went wrong, for the user
    public RegistryException(String request, int status, String code, String fault) {
        super(fault + " (" + request + ")");
        this.request = request;
        this.status = status;
        this.code = code;
    }

    public String request() {
        return request;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }
}
