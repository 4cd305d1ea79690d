package dev.lamina.registry;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.json.Json;
import dev.lamina.image.json.JsonObject;

import java.util.List;
import java.util.Locale;

/// What a server says about its refusal: `errors` of registries (distribution-spec 1.1, "Error
/// Codes"), `error` and `error_description` of OAuth2 (RFC 6749, 5.2), `details` of Docker Hub's
/// token service.
///
/// @param code    for programs; may be empty
/// @param message for people, fit for a terminal; may be empty
record ErrorDocument(String code, String message) {

    static final ErrorDocument NONE = new ErrorDocument("", "");

    private static final int MAX_CODE = 100;
    private static final int MAX_MESSAGE = 500;

    /// Reads a body, which may be anything: proxies and load balancers answer in HTML.
    static ErrorDocument parse(Bytes body) {
        try {
            JsonObject document = Json.parseObject(body, "error document");
            if (!document.has("errors")) {
                String message = document.string("error_description");
                return of(
                        document.string("error"),
                        message.isEmpty() ? document.string("details") : message);
            }
            List<JsonObject> errors = document.objects("errors");
            return errors.isEmpty()
                    ? NONE
                    : of(errors.getFirst().string("code"), errors.getFirst().string("message"));
        } catch (ImageFormatException e) {
            return NONE;
        }
    }

    private static ErrorDocument of(String code, String message) {
        return new ErrorDocument(printable(code, MAX_CODE), printable(message, MAX_MESSAGE));
    }

    /// Returns a text of others for a terminal: without control characters, and not too long.
    static String printable(String text) {
        return printable(text, MAX_MESSAGE);
    }

    private static String printable(String text, int limit) {
        String clean = text.replaceAll("[\\p{Cntrl}\\p{Cf}\u0080-\u009f]+", " ").strip();
        return clean.length() <= limit ? clean : clean.substring(0, limit) + "...";
    }

    /// Returns what stands at the end of a message: `: denied: requested access is denied`.
    String suffix() {
        return (code.isEmpty() ? "" : ": " + code.toLowerCase(Locale.ROOT))
                + (message.isEmpty() ? "" : ": " + message);
    }
}
