package dev.lamina.engine;

import static java.util.Objects.requireNonNull;

import dev.lamina.image.Platform;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Where an engine keeps its store, and what it takes from its surroundings.
///
/// @param root        the root of the store; made when something is first written
/// @param environment the process environment: proxies, configuration, credentials
/// @param home        the home directory of the user
/// @param platform    which platform's images are wanted unless a call says otherwise; this machine's
///     stands for all that its processor can do
/// @param userAgent   what registries are told, for instance `lamina/0.1.0`
public record EngineSettings(
        Path root,
        Map<String, String> environment,
        Path home,
        Platform platform,
        String userAgent) {

    /// Names the root of the store.
    public static final String ROOT_VARIABLE = "LAMINA_ROOT";

    /// Names the platform whose images are wanted.
    public static final String PLATFORM_VARIABLE = "LAMINA_PLATFORM";

    public EngineSettings {
        requireNonNull(root, "root");
        requireNonNull(home, "home");
        requireNonNull(platform, "platform");
        requireNonNull(userAgent, "userAgent");
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    /// Returns the settings that an environment implies. The store is `$LAMINA_ROOT`, else
    /// `/var/lib/lamina` for the superuser, else `$XDG_DATA_HOME/lamina`, else
    /// `~/.local/share/lamina`. `$LAMINA_PLATFORM` names another platform than the machine's.
    ///
    /// @param properties the JVM's system properties `os.arch`, `user.home` and `user.name`
    /// @throws IllegalArgumentException if the platform cannot be read
    public static EngineSettings of(
            Map<String, String> environment, Map<String, String> properties, String userAgent) {
        Path home = Path.of(environment.getOrDefault("HOME", properties.get("user.home")));
        String wanted = environment.getOrDefault(PLATFORM_VARIABLE, "");
        Platform host = Platform.ofHost(properties.get("os.arch"));
        Platform platform = wanted.isEmpty() ? host : Platform.parse(wanted, host);
        Path root = root(environment, home, "root".equals(properties.get("user.name")));
        return new EngineSettings(root, environment, home, platform, userAgent);
    }

    /// Returns the settings that the surroundings of this process imply.
    public static EngineSettings ofProcess(String userAgent) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String name : new String[] {"os.arch", "user.home", "user.name"}) {
            properties.put(name, System.getProperty(name, ""));
        }
        return of(System.getenv(), properties, userAgent);
    }

    private static Path root(Map<String, String> environment, Path home, boolean superuser) {
        String named = environment.getOrDefault(ROOT_VARIABLE, "");
        if (!named.isEmpty()) {
            return Path.of(named).toAbsolutePath().normalize();
        }
        if (superuser) {
            return Path.of("/var/lib/lamina");
        }
        String shared = environment.getOrDefault("XDG_DATA_HOME", "");
        Path data = shared.isEmpty() ? home.resolve(".local/share") : Path.of(shared);
        return data.resolve("lamina").toAbsolutePath().normalize();
    }

    /// Returns these settings with another store.
    public EngineSettings withRoot(Path newRoot) {
        return new EngineSettings(newRoot, environment, home, platform, userAgent);
    }
}
