package dev.lamina.registry.auth;

import static java.util.Objects.requireNonNull;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.json.Json;
import dev.lamina.image.json.JsonObject;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

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

    private static final Pattern NUMBER = Pattern.compile("\\s*[0-9]{1,12}(\\.[0-9]{1,9})?\\s*");

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
        // Docker's clients prefer it; where both are there, they are the same.
        String text = object.string("access_token");
        if (text.isEmpty()) {
            text = object.requiredString("token");
        }
        if (!text.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw object.fault("token", "expected printable ASCII, got something else");
        }
        return new Token(
                text, now.plus(life(document, source)).minus(MARGIN), refreshToken(object));
    }

    /// Some services write a text or a fraction; what is none of them counts as not said. When the
    /// token was issued does not matter: their clocks and this one differ.
    private static Duration life(Bytes document, String source) throws ImageFormatException {
        Object value =
                Json.parse(document, source) instanceof Map<?, ?> members
                        ? members.get("expires_in")
                        : null;
        double seconds =
                switch (value) {
                    case Number number -> number.doubleValue();
                    case String text when NUMBER.matcher(text).matches() ->
                            Double.parseDouble(text.strip());
                    case null, default -> 0;
                };
        if (!(seconds > 0)) {
            return DEFAULT_LIFE;
        }
        return Duration.ofSeconds((long) Math.clamp(seconds, 1, LONGEST_LIFE.toSeconds()));
    }

    private static Optional<String> refreshToken(JsonObject object) throws ImageFormatException {
        return object.optionalString("refresh_token").filter(text -> !text.isEmpty());
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
