package dev.lamina.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamina.image.Bytes;
import dev.lamina.registry.auth.Credential;
import dev.lamina.registry.auth.CredentialStore;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What a client under test takes from its surroundings.
final class Surroundings implements CredentialStore {

    static final String USER_AGENT = "lamina-test/1";

    final TestTime time = new TestTime();
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, Credential> credentials = new HashMap<>();
    private RegistryConfig config = RegistryConfig.DEFAULT;
    private Path home = Path.of("/nonexistent");
    private Duration idleTimeout = Duration.ofSeconds(10);

    /// Everything is reached directly.
    static Surroundings direct() {
        return new Surroundings();
    }

    /// All hosts but loopback are played by one peer, whose authority is trusted.
    static Surroundings playedBy(ScriptedPeer world) {
        return new Surroundings()
                .variable("HTTPS_PROXY", "http://" + world.authority())
                .variable("HTTP_PROXY", "http://" + world.authority())
                .variable("SSL_CERT_FILE", Certificates.authority().toString());
    }

    Surroundings variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Surroundings config(String json) throws IOException {
        config = RegistryConfig.parse(Bytes.of(json.getBytes(UTF_8)), "config.json");
        return this;
    }

    Surroundings home(Path directory) {
        home = directory;
        return this;
    }

    Surroundings idleTimeout(Duration duration) {
        idleTimeout = duration;
        return this;
    }

    Surroundings credential(String registry, Credential credential) {
        credentials.put(registry, credential);
        return this;
    }

    RegistryClient open() {
        var options = new ClientOptions(USER_AGENT, environment, home, time, time, idleTimeout);
        return new RegistryClient(config, this, options);
    }

    @Override
    public Optional<Credential> find(String registry) {
        return Optional.ofNullable(credentials.get(registry));
    }

    @Override
    public void store(String registry, Credential credential) {
        throw new IllegalStateException("a client stores no credentials");
    }

    @Override
    public boolean erase(String registry) {
        throw new IllegalStateException("a client erases no credentials");
    }
}
