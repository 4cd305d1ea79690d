package dev.lamina.registry.auth;

import java.io.IOException;
import java.util.Optional;

/// Keeps nothing.
final class NoCredentials implements CredentialStore {

    @Override
    public Optional<Credential> find(String registry) {
        return Optional.empty();
    }

    @Override
    public void store(String registry, Credential credential) throws IOException {
        throw new IOException("credentials: there is no place to keep them");
    }

    @Override
    public boolean erase(String registry) {
        return false;
    }
}
