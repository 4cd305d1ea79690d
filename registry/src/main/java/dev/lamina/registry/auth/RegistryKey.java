package dev.lamina.registry.auth;

import dev.lamina.image.Reference;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The names under which clients of all ages keep the credentials of one registry: its host, with a
/// scheme before it, a path after it, or the port that its scheme implies.
///
/// @param registry as references have it
record RegistryKey(String registry) {

    /// Docker Hub's key, an address of old.
    private static final String DOCKER_HUB_KEY = "https://index.docker.io/v1/";

    private static final Set<String> DOCKER_HUB_HOSTS =
            Set.of(Reference.DOCKER_HUB, "index.docker.io", "registry-1.docker.io");

    private static final Pattern SCHEME = Pattern.compile("^https?://");
    private static final Pattern PATH = Pattern.compile("/.*$");

    /// What ends the addresses of registries; other paths name a part of one.
    private static final Pattern ROOT = Pattern.compile("[^/]*(/|/v[12]/?)?");

    /// Returns the name under which credentials are kept now.
    String name() {
        return isDockerHub() ? DOCKER_HUB_KEY : registry;
    }

    /// Returns a name that some helpers know alone.
    String address() {
        return isDockerHub() ? Reference.DOCKER_HUB : "https://" + registry;
    }

    /// Chooses among names the one that is spelt as now, else one of the whole registry, else one
    /// of a part of it.
    Optional<String> choose(List<String> names) {
        return names.stream()
                .filter(name -> name.equals(name()))
                .findFirst()
                .or(() -> names.stream().filter(this::isSpeltOtherwise).findFirst())
                .or(() -> names.stream().filter(this::matches).findFirst());
    }

    /// Tells whether a name means this registry.
    boolean matches(String name) {
        String host = host(name);
        return isDockerHub() ? DOCKER_HUB_HOSTS.contains(host) : host.equals(host(registry));
    }

    private boolean isSpeltOtherwise(String name) {
        String rest = SCHEME.matcher(name.strip()).replaceFirst("");
        return matches(name) && ROOT.matcher(rest).matches();
    }

    private boolean isDockerHub() {
        return registry.equals(Reference.DOCKER_HUB);
    }

    private static String host(String name) {
        String text = name.strip().toLowerCase(Locale.ROOT);
        String implied = text.startsWith("http://") ? ":80" : ":443";
        String host = PATH.matcher(SCHEME.matcher(text).replaceFirst("")).replaceFirst("");
        return host.endsWith(implied) ? host.substring(0, host.length() - implied.length()) : host;
    }
}
