package dev.lamina.hub.account;

import dev.lamina.image.Bytes;
import dev.lamina.image.Digest;

import java.security.SecureRandom;
import java.util.Base64;

/// A random text that proves something to whoever knows its hash. It has 256 bits: unlike a password
/// it needs no slow hash.
final class Secret {

    private static final int LENGTH = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secret() {}

    /// Returns a new one: letters, digits, `-` and `_` behind a prefix that tells what it is for.
    static String create(String prefix) {
        byte[] bytes = new byte[LENGTH];
        RANDOM.nextBytes(bytes);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Returns what is kept of it.
    static String hash(String secret) {
        return Digest.of(Bytes.utf8(secret)).hex();
    }
}
