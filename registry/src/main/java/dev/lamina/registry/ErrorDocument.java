package dev.lamina.registry;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.json.Json;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a server says about its refusal: `errors` of registries (distribution-spec 1.1, "Error
/// Codes"), `error` and `error_description` of OAuth2 (RFC 6749, 5.2), `details` of Docker Hub's
/// token service, `message` of what stands before registries, or a short plain text.
///
/// @param code    for programs; may be empty
/// @param message for people, fit for a terminal; may be empty
record ErrorDocument(String code, String message) {

    static final ErrorDocument NONE = new ErrorDocument("", "");

    private static final int MAX_CODE = 100;
    private static final int MAX_MESSAGE = 500;

    /// A longer text is a page.
    private static final int MAX_TEXT = 1000;

    /// Reads a body, which may be anything: proxies and load balancers answer in HTML.
    ///
    /// @param plain whether the server calls it plain text, which may be shown
    static ErrorDocument parse(Bytes body, boolean plain) {
        try {
            return Json.parse(body, "error document") instanceof Map<?, ?> document
                    ? of(document)
                    : NONE;
        } catch (ImageFormatException e) {
            boolean brief = plain && body.length() <= MAX_TEXT;
            return brief ? of("", body.utf8()) : NONE;
        }
    }

    private static ErrorDocument of(Map<?, ?> document) {
        Object first = document.get("errors");
        if (first instanceof List<?> errors) {
            first = errors.isEmpty() ? "" : errors.getFirst();
        }
        if (first instanceof String text) {
            return of("", text);
        }
        Object one = first instanceof Map<?, ?> ? first : document.get("error");
        if (one instanceof Map<?, ?> error) {
            return of(text(error, "code"), text(error, "message", "detail"));
        }
        return of(
                text(document, "error", "code"),
                text(document, "error_description", "details", "message", "detail"));
    }

    /// Returns the first of some members that is a text; what is of another type is left out.
    private static String text(Map<?, ?> document, String... names) {
        for (String name : names) {
            if (document.get(name) instanceof String text && !text.isEmpty()) {
                return text;
            }
        }
        return "";
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
