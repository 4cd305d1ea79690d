package dev.lamina.registry.auth;

import java.io.IOException;
import java.util.Optional;

/// Keeps credentials by registry.
public interface CredentialStore {

    /// Keeps nothing.
    CredentialStore NONE = new NoCredentials();

    /// Returns the credential for a registry as it is written in references: `docker.io`.
    Optional<Credential> find(String registry) throws IOException;

    /// Keeps a credential, in place of the one before.
    void store(String registry, Credential credential) throws IOException;

    /// Forgets the credential of a registry.
    ///
    /// @return whether there was one
    boolean erase(String registry) throws IOException;
}
