package dev.lamina.registry;

import dev.lamina.registry.http.NoAnswerException;

import java.io.IOException;

/// A registry answered a request with a failure, or with what the protocol does not allow.
///
/// Neither the message nor a field holds a secret or the query of a signed URL.
public final class RegistryException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String request;
    private final int status;
    private final String code;
    private final String others;

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
        this.others = "";
    }

    private RegistryException(RegistryException failure, String others) {
        super(failure.getMessage() + others);
        this.request = failure.request;
        this.status = failure.status;
        this.code = failure.code;
        this.others = others;
    }

    /// Returns the same failure with what other servers said besides.
    RegistryException with(String otherServers) {
        var told = new RegistryException(this, otherServers);
        told.initCause(getCause());
        return told;
    }

    /// Returns the message, and behind the failure what the user may do about it.
    public String advised() {
        String message = String.valueOf(getMessage());
        String own = message.substring(0, message.length() - others.length());
        return advice().isEmpty() ? message : own + ": " + advice() + others;
    }

    /// Says what the user may do about it; empty if there is nothing to say.
    public String advice() {
        return getCause() instanceof NoAnswerException silence ? silence.advice() : "";
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
