package dev.lamina.registry;

import static java.util.Objects.requireNonNull;

import dev.lamina.registry.http.ProxySettings;
import dev.lamina.registry.http.TlsContexts;
import dev.lamina.registry.http.Transport;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/// What a registry client takes from its surroundings.
///
/// @param userAgent   what registries are told
/// @param environment names proxies (`HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`) and the certificates
///     to trust (`SSL_CERT_FILE`)
/// @param home        the home directory, below which certificates of registries are looked for
/// @param idleTimeout how long a peer may send nothing
public record ClientOptions(
        String userAgent,
        Map<String, String> environment,
        Path home,
        InstantSource clock,
        Sleeper sleeper,
        Duration idleTimeout) {

    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);

    public ClientOptions {
        requireNonNull(userAgent, "userAgent");
        requireNonNull(home, "home");
        requireNonNull(clock, "clock");
        requireNonNull(sleeper, "sleeper");
        requireNonNull(idleTimeout, "idleTimeout");
        environment = Collections.unmodifiableMap(new HashMap<>(environment));
    }

    /// Returns the options of a real process.
    public static ClientOptions of(String userAgent, Map<String, String> environment, Path home) {
        return new ClientOptions(
                userAgent, environment, home, InstantSource.system(), Sleeper.REAL, IDLE_TIMEOUT);
    }

    /// Opens what sends the requests of a client.
    Transport transport(RegistryConfig config) {
        var known = new TlsContexts(environment, home);
        return new Transport(
                userAgent,
                new ProxySettings(environment),
                known,
                idleTimeout,
                authority -> Endpoints.isUnverified(config, known::hasOwn, authority));
    }

    public ClientOptions withIdleTimeout(Duration newTimeout) {
        return new ClientOptions(userAgent, environment, home, clock, sleeper, newTimeout);
    }

    public ClientOptions withSleeper(Sleeper newSleeper) {
        return new ClientOptions(userAgent, environment, home, clock, newSleeper, idleTimeout);
    }
}
