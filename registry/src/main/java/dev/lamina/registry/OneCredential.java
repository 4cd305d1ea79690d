package dev.lamina.registry;

import dev.lamina.registry.auth.Credential;
import dev.lamina.registry.auth.CredentialStore;

import java.io.IOException;
import java.util.Optional;

/// Has the same credential for every registry, and keeps no other.
record OneCredential(Credential credential) implements CredentialStore {

    @Override
    public Optional<Credential> find(String registry) {
        return Optional.of(credential);
    }

    @Override
    public void store(String registry, Credential other) throws IOException {
        throw new IOException("credentials: there is no place to keep them");
    }

    @Override
    public boolean erase(String registry) {
        return false;
    }
}
