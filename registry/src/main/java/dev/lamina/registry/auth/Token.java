package dev.lamina.registry.auth;

import static java.util.Objects.requireNonNull;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.json.Json;
import dev.lamina.image.json.JsonObject;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// An access token from a token service (distribution's "Token Authentication Specification").
///
/// @param text         what the `Authorization` header carries after `Bearer`
/// @param expires      when to ask for another
/// @param refreshToken the identity token that came with it
public record Token(String text, Instant expires, Optional<String> refreshToken) {

    /// What the specification says when a service names no time.
    private static final Duration DEFAULT_LIFE = Duration.ofSeconds(60);

    /// A token that ends on the way is of no use.
    private static final Duration MARGIN = Duration.ofSeconds(5);

    /// Longer lives are not believed; it also bounds the arithmetic.
    private static final Duration LONGEST_LIFE = Duration.ofDays(1);

    public Token {
        requireNonNull(text, "text");
        requireNonNull(expires, "expires");
        requireNonNull(refreshToken, "refreshToken");
    }

    /// Reads the answer of a token service.
    ///
    /// @param now when it was asked
    /// @throws ImageFormatException if there is no token in it
    public static Token parse(Bytes document, String source, Instant now)
            throws ImageFormatException {
        JsonObject object = Json.parseObject(document, source);
        String text = object.string("token");
        if (text.isEmpty()) {
            text = object.requiredString("access_token");
        }
        if (!text.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw object.fault("token", "expected printable ASCII, got something else");
        }
        long seconds = object.optionalInteger("expires_in").orElse(DEFAULT_LIFE.toSeconds());
        long life = Math.clamp(seconds, 1, LONGEST_LIFE.toSeconds());
        return new Token(
                text, now.plusSeconds(life).minus(MARGIN), object.optionalString("refresh_token"));
    }

    /// Returns the value of an `Authorization` header.
    public String header() {
        return "Bearer " + text;
    }

    @Override
    public String toString() {
        return "Token[expires=" + expires + "]";
    }
}
