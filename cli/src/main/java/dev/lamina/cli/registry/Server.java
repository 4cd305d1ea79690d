package dev.lamina.cli.registry;

import dev.lamina.image.Reference;

import java.util.List;

/// A registry as users write it for a login: its host, or an address with scheme and path.
///
/// @param registry the host with its port, as references have it
/// @param shown    how messages name it
record Server(String registry, String shown) {

    private static final String DOCKER_HUB = "https://index.docker.io/v1/";

    /// Reads what a user wrote; nothing means the default registry.
    static Server of(List<String> operands, String defaultRegistry) {
        String written = operands.isEmpty() ? defaultRegistry : operands.getFirst();
        String host = written.replaceFirst("^https?://", "").replaceFirst("/.*$", "");
        if (host.isEmpty()) {
            throw new IllegalArgumentException("server: expected a host, got '" + written + "'");
        }
        return host.equals("index.docker.io") || host.equals(Reference.DOCKER_HUB)
                ? new Server(Reference.DOCKER_HUB, DOCKER_HUB)
                : new Server(host, host);
    }
}
