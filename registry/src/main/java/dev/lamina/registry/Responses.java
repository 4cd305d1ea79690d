package dev.lamina.registry;

import dev.lamina.image.Bytes;
import dev.lamina.registry.auth.Challenge;
import dev.lamina.registry.http.Answer;
import dev.lamina.registry.http.Authority;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/// Reads answers of registries, the bad ones above all.
final class Responses {

    /// What is wanted of a registry when a user logs in, before its name.
    static final String LOGIN = "log in to ";

    /// An error document has a few hundred bytes.
    private static final int MAX_ERROR = 64 << 10;

    /// Documents have up to some MiB: on a line of 256 kbit/s that takes two minutes.
    private static final Duration DOCUMENT_TIME = Duration.ofMinutes(3);

    private Responses() {}

    /// Tells whether an answer is of the class that means success. Which number of it comes, differs
    /// from registry to registry.
    static boolean isSuccess(Answer response) {
        return response.status() / 100 == 2;
    }

    /// Reads a document that must fit a limit, and closes it.
    ///
    /// @throws RegistryException if it is longer, or comes so slowly that it may never end
    static Bytes body(Answer response, int limit, Call call) throws IOException {
        try (InputStream _ = response.body();
                InputStream in = ContentCoding.openDocument(response, call)) {
            return document(in, limit, System::nanoTime);
        } catch (BadBodyException e) {
            throw new RegistryException(call.describe(), response.status(), "", e.getMessage());
        }
    }

    /// What comes is no document.
    static final class BadBodyException extends IOException {

        private static final long serialVersionUID = 1L;

        BadBodyException(String message) {
            super(message);
        }
    }

    /// Reads a whole document. The limit for each read does not help against a peer that sends a byte now and
    /// then.
    ///
    /// @param limit in bytes
    /// @param clock in nanoseconds
    static Bytes document(InputStream in, int limit, LongSupplier clock) throws IOException {
        long begin = clock.getAsLong();
        var document = new ByteArrayOutputStream();
        byte[] piece = new byte[8 << 10];
        int count = in.read(piece);
        while (count >= 0) {
            document.write(piece, 0, count);
            if (document.size() > limit) {
                throw new BadBodyException("body: expected at most " + limit + " bytes, got more");
            }
            if (clock.getAsLong() - begin > DOCUMENT_TIME.toNanos()) {
                throw new BadBodyException(
                        "body: expected all of it within %d s, got %d bytes"
                                .formatted(DOCUMENT_TIME.toSeconds(), document.size()));
            }
            count = in.read(piece);
        }
        return Bytes.of(document.toByteArray());
    }

    /// Returns what Content-Length says; negative if it is missing or no number.
    static long length(Answer response) {
        String text = response.header("Content-Length").orElse("");
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
    }

    /// Drops a short body, so that the connection can be used again.
    static void discard(Answer response) {
        try (InputStream in = response.body()) {
            in.skip(MAX_ERROR);
        } catch (IOException e) {
            // Nobody wants these bytes.
        }
    }

    /// Says which failure of a moment an answer is.
    static String passing(Answer response) {
        String host = Authority.of(response.uri().getRawAuthority()).toString();
        return response.status() == 429
                ? host + ": the rate limit is reached"
                : host + ": status " + response.status();
    }

    /// Makes the error for an answer that is not the one hoped for, and closes the body.
    ///
    /// @param what was wanted, for the user: `pull nginx`
    static RegistryException failure(Answer response, Call call, String what) {
        ErrorDocument said;
        try {
            said = ErrorDocument.parse(body(response, MAX_ERROR, call), isPlainText(response));
        } catch (IOException e) {
            said = ErrorDocument.NONE;
        }
        int status = response.status();
        String fault = what + ": " + fault(response, what) + said.suffix();
        return new RegistryException(call.describe(), status, said.code(), fault);
    }

    private static String fault(Answer response, String what) {
        return switch (response.status()) {
            case 401 -> denied(response, what);
            case 403 -> "access denied";
            case 404 -> "not found";
            case 429 -> "the registry's rate limit is reached" + retryAfter(response);
            default -> "unexpected answer, status " + response.status();
        };
    }

    private static String denied(Answer response, String what) {
        List<Challenge> offered = Challenge.parse(response.headers("WWW-Authenticate"));
        if (!offered.isEmpty() && offered.stream().noneMatch(Challenge::isKnown)) {
            return "access denied: header WWW-Authenticate: expected Basic or Bearer, got "
                    + offered.stream()
                            .map(Challenge::scheme)
                            .map(ErrorDocument::printable)
                            .collect(Collectors.joining(", "));
        }
        return what.startsWith(LOGIN)
                ? "access denied: the user name or the password is not right"
                : "access denied: the repository does not exist or needs a login (lamina login)";
    }

    private static boolean isPlainText(Answer response) {
        String type = response.header("Content-Type").orElse("");
        return type.regionMatches(true, 0, "text/plain", 0, "text/plain".length());
    }

    private static String retryAfter(Answer response) {
        return response.header("Retry-After")
                .map(after -> " (it says: retry after " + ErrorDocument.printable(after) + ")")
                .orElse("");
    }
}
