package dev.lamina.registry;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.json.Json;
import dev.lamina.image.json.JsonObject;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;

/// Reads answers of registries, the bad ones above all.
final class Responses {

    /// What is wanted of a registry when a user logs in, before its name.
    static final String LOGIN = "log in to ";

    /// An error document has a few hundred bytes.
    private static final int MAX_ERROR = 64 << 10;

    private static final int MAX_MESSAGE = 500;

    private Responses() {}

    /// Reads a body that must fit a limit, and closes it.
    ///
    /// @throws RegistryException if it is longer
    static Bytes body(HttpResponse<InputStream> response, int limit, Call call) throws IOException {
        try (InputStream in = response.body()) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new RegistryException(
                        call.describe(),
                        response.statusCode(),
                        "",
                        "body: expected at most " + limit + " bytes, got more");
            }
            return Bytes.of(bytes);
        }
    }

    /// Returns what Content-Length says; negative if it is missing or no number.
    static long length(HttpResponse<?> response) {
        String text = response.headers().firstValue("Content-Length").orElse("");
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
    }

    /// Drops a short body, so that the connection can be used again.
    static void discard(HttpResponse<InputStream> response) {
        try (InputStream in = response.body()) {
            in.skip(MAX_ERROR);
        } catch (IOException e) {
            // Nobody wants these bytes.
        }
    }

    /// Makes the error for an answer that is not the one hoped for, and closes the body.
    ///
    /// @param what was wanted, for the user: `pull nginx`
    static RegistryException failure(HttpResponse<InputStream> response, Call call, String what) {
        int status = response.statusCode();
        String code = "";
        String message = "";
        try {
            Bytes body = body(response, MAX_ERROR, call);
            List<JsonObject> errors = Json.parseObject(body, "error document").objects("errors");
            if (!errors.isEmpty()) {
                code = errors.getFirst().string("code");
                message = printable(errors.getFirst().string("message"));
            }
        } catch (ImageFormatException e) {
            // Proxies and load balancers answer in HTML.
        } catch (IOException e) {
            message = "";
        }
        String fault =
                switch (status) {
                    case 401 -> what + ": access denied: " + unauthorized(what);
                    case 403 -> what + ": access denied";
                    case 404 -> what + ": not found";
                    case 429 ->
                            what
                                    + ": the registry's rate limit is reached"
                                    + response.headers()
                                            .firstValue("Retry-After")
                                            .map(
                                                    after ->
                                                            " (it says: retry after "
                                                                    + printable(after)
                                                                    + ")")
                                            .orElse("");
                    default -> what + ": unexpected answer, status " + status;
                };
        if (!code.isEmpty() || !message.isEmpty()) {
            fault += ": " + (code.isEmpty() ? "" : code.toLowerCase(Locale.ROOT) + ": ") + message;
        }
        return new RegistryException(call.describe(), status, code, fault);
    }

    private static String unauthorized(String what) {
        return what.startsWith(LOGIN)
                ? "the user name or the password is not right"
                : "the repository does not exist or needs a login (lamina login)";
    }

    /// Texts of others go to terminals.
    static String printable(String text) {
        String clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return clean.length() <= MAX_MESSAGE ? clean : clean.substring(0, MAX_MESSAGE) + "...";
    }
}
