package dev.lamina.registry.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/// What a user shows to a registry. Its text form hides the secret.
public sealed interface Credential {

    /// A name and a password.
    record Password(String user, String password) implements Credential {

        /// Returns the value of an `Authorization` header (RFC 7617).
        public String header() {
            byte[] pair = (user + ":" + password).getBytes(UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(pair);
        }

        @Override
        public String toString() {
            return "Password[user=" + user + "]";
        }
    }

    /// A long-lived token that a token service gives access tokens for.
    record IdentityToken(String token) implements Credential {

        @Override
        public String toString() {
            return "IdentityToken[]";
        }
    }

    /// A token that goes to the registry as it is.
    record RegistryToken(String token) implements Credential {

        @Override
        public String toString() {
            return "RegistryToken[]";
        }
    }
}
