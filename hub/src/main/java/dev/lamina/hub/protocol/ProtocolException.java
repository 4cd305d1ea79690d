package dev.lamina.hub.protocol;

import dev.lamina.http.Exchange;
import dev.lamina.image.Bytes;
import dev.lamina.image.json.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A request that is answered with an error of distribution-spec 1.1, "Error Codes".
public final class ProtocolException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final int status;

    ProtocolException(ErrorCode code, String message) {
        this(code, code.status(), message);
    }

    ProtocolException(ErrorCode code, int status, String message) {
        super(message);
        this.code = code;
        this.status = status;
    }

    /// Returns the refusal of something that the asker may not do.
    public static ProtocolException denied(String message) {
        return new ProtocolException(ErrorCode.DENIED, message);
    }

    /// Returns the wish that the asker log in first.
    public static ProtocolException unauthorized(String message) {
        return new ProtocolException(ErrorCode.UNAUTHORIZED, message);
    }

    /// Returns the refusal of what was tried too often.
    public static ProtocolException tooMany(String message) {
        return new ProtocolException(ErrorCode.TOOMANYREQUESTS, message);
    }

    /// Returns the refusal of what the hub has no room for just now.
    public static ProtocolException unavailable(String message) {
        return new ProtocolException(ErrorCode.UNAVAILABLE, message);
    }

    ErrorCode code() {
        return code;
    }

    void send(Exchange exchange) throws IOException {
        if (status != 416) {
            exchange.withoutContent();
        }
        exchange.with("Content-Type", "application/json").send(status, body(code, getMessage()));
    }

    static Bytes body(ErrorCode code, @Nullable String message) {
        var error = new LinkedHashMap<String, @Nullable Object>();
        error.put("code", code.name());
        error.put("message", message);
        return Json.write(Map.of("errors", List.of(error)));
    }
}
