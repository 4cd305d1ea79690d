package dev.lamina.hub.account;

import java.time.Instant;
import java.util.Optional;

/// A token that programs log in with in place of a password; the secret itself is not kept.
///
/// @param name  that its owner gave it
/// @param right more than that it never gives
/// @param used  about when it was used last: to the hour
/// @param isLogin whether a client keeps it since somebody logged in with it
public record AccessToken(
        long id,
        String name,
        Right right,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> used,
        boolean isLogin) {}
