package dev.lamina.engine;

import dev.lamina.registry.ClientOptions;
import dev.lamina.registry.RegistryClient;
import dev.lamina.registry.RegistryConfig;
import dev.lamina.registry.auth.DockerCredentials;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// The means of an engine to speak to registries, made when it is first asked for. `synchronized`
/// guards both fields.
final class Remote implements AutoCloseable {

    private final EngineSettings settings;
    private @Nullable RegistryConfig config;
    private @Nullable RegistryClient client;

    Remote(EngineSettings settings) {
        this.settings = settings;
    }

    /// The user's configuration of registries.
    synchronized RegistryConfig config() throws IOException {
        if (config == null) {
            config = RegistryConfig.load(settings.environment(), settings.home());
        }
        return config;
    }

    /// The client of all registries.
    synchronized RegistryClient client() throws IOException {
        if (client == null) {
            client =
                    new RegistryClient(
                            config(),
                            DockerCredentials.of(settings.environment(), settings.home()),
                            ClientOptions.of(
                                    settings.userAgent(), settings.environment(), settings.home()));
        }
        return client;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
