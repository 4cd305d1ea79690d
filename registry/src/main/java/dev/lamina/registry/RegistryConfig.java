package dev.lamina.registry;

import static java.util.Objects.requireNonNull;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.Reference;
import dev.lamina.image.json.Json;
import dev.lamina.image.json.JsonObject;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What the configuration file says about registries.
///
///     {
///       "defaultRegistry": "docker.io",
///       "insecureRegistries": ["build.example:5000"],
///       "registries": {
///         "docker.io": { "mirrors": ["https://mirror.example/hub"] }
///       }
///     }
///
/// @param defaultRegistry    what a reference without a registry means
/// @param insecureRegistries `host[:port]` of those that need not prove who they are, and may speak
///     plain HTTP
/// @param mirrors            for a registry, where to look first; a path is a prefix of the
///     repository
public record RegistryConfig(
        String defaultRegistry, Set<String> insecureRegistries, Map<String, List<URI>> mirrors) {

    /// Names the configuration file.
    public static final String FILE_VARIABLE = "LAMINA_CONFIG";

    /// What holds without a configuration file.
    public static final RegistryConfig DEFAULT =
            new RegistryConfig(Reference.DOCKER_HUB, Set.of(), Map.of());

    private static final int MAX_SIZE = 1 << 20;

    private static final Pattern AUTHORITY =
            Pattern.compile("(?:[A-Za-z0-9][A-Za-z0-9.-]*|\\[[0-9A-Fa-f:]+])(?::[0-9]{1,5})?");

    /// As repositories are spelt.
    private static final Pattern PREFIX = Pattern.compile("/*(?:[a-z0-9][a-z0-9._-]*/*)*+");

    public RegistryConfig {
        requireNonNull(defaultRegistry, "defaultRegistry");
        insecureRegistries = Set.copyOf(insecureRegistries);
        mirrors = Collections.unmodifiableMap(new LinkedHashMap<>(mirrors));
    }

    /// Reads the configuration file: `$LAMINA_CONFIG`, which must exist, else the first that does
    /// of `$XDG_CONFIG_HOME/lamina/config.json`, `~/.config/lamina/config.json` and
    /// `/etc/lamina/config.json`.
    ///
    /// @throws ImageFormatException if the file does not have the form above
    public static RegistryConfig load(Map<String, String> environment, Path home)
            throws IOException {
        Optional<Path> file = find(environment, home);
        if (file.isEmpty()) {
            return DEFAULT;
        }
        Path path = file.get();
        if (!Files.isRegularFile(path)) {
            throw new ImageFormatException(
                    path.toString(),
                    -1,
                    "environment, " + FILE_VARIABLE + ": expected a file, got none");
        }
        if (Files.size(path) > MAX_SIZE) {
            throw new ImageFormatException(
                    path.toString(), -1, "size: expected at most " + MAX_SIZE + " bytes, got more");
        }
        return parse(Bytes.of(Files.readAllBytes(path)), path.toString());
    }

    private static Optional<Path> find(Map<String, String> environment, Path home) {
        String named = environment.getOrDefault(FILE_VARIABLE, "");
        if (!named.isEmpty()) {
            return Optional.of(Path.of(named));
        }
        String shared = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path settings = shared.isEmpty() ? home.resolve(".config") : Path.of(shared);
        return List.of(settings, home.resolve(".config"), Path.of("/etc")).stream()
                .map(directory -> directory.resolve("lamina/config.json"))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    static RegistryConfig parse(Bytes document, String source) throws ImageFormatException {
        JsonObject object = Json.parseObject(document, source);
        String registry = object.string("defaultRegistry");
        if (!registry.isEmpty()) {
            checkAuthority(registry, "defaultRegistry", object);
        }
        List<String> insecure = object.strings("insecureRegistries");
        for (String name : insecure) {
            checkAuthority(name, "insecureRegistries", object);
        }
        Map<String, List<URI>> mirrors = new LinkedHashMap<>();
        Optional<JsonObject> registries = object.optionalObject("registries");
        if (registries.isPresent()) {
            for (String name : registries.get().names()) {
                checkAuthority(name, "registries", object);
                mirrors.put(name, mirrors(registries.get().object(name)));
            }
        }
        return new RegistryConfig(
                registry.isEmpty() ? Reference.DOCKER_HUB : registry,
                Set.copyOf(insecure),
                mirrors);
    }

    private static List<URI> mirrors(JsonObject registry) throws ImageFormatException {
        List<URI> mirrors = new ArrayList<>();
        for (String text : registry.strings("mirrors")) {
            mirrors.add(mirror(text, registry));
        }
        return List.copyOf(mirrors);
    }

    private static URI mirror(String text, JsonObject registry) throws ImageFormatException {
        try {
            URI uri = URI.create(text.contains("://") ? text : "https://" + text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            boolean bare =
                    uri.getUserInfo() == null
                            && uri.getRawQuery() == null
                            && uri.getRawFragment() == null;
            if (web
                    && bare
                    && uri.getHost() != null
                    && PREFIX.matcher(uri.getRawPath()).matches()) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Said below, with what was expected.
        }
        // The text is not shown: it may hold a password.
        throw registry.fault(
                "mirrors",
                "expected http[s]://host[:port][/prefix], without a user, got something else");
    }

    private static void checkAuthority(String text, String member, JsonObject object)
            throws ImageFormatException {
        if (!AUTHORITY.matcher(text).matches()) {
            throw object.fault(member, "expected host[:port], got '" + text + "'");
        }
    }
}
