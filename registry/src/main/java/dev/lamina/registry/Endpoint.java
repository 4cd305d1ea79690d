package dev.lamina.registry;

import dev.lamina.image.Reference;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// One server that speaks the distribution protocol for a registry: the registry itself, or a
/// mirror of it.
///
/// @param scheme    `http` or `https`
/// @param authority host and optional port
/// @param prefix    of repositories, with a slash at its end; empty for none
/// @param account   the name under which credentials are kept
record Endpoint(String scheme, String authority, String prefix, String account) {

    /// Docker Hub's references and credentials have other names than its server.
    private static final String DOCKER_HUB_SERVER = "registry-1.docker.io";

    /// Returns where to pull from, in the order to try: mirrors, then the registry itself.
    static List<Endpoint> forPull(String registry, RegistryConfig config) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (URI mirror : config.mirrors().getOrDefault(registry, List.of())) {
            String path =
                    mirror.getPath() == null ? "" : mirror.getPath().replaceAll("^/+|/+$", "");
            endpoints.add(
                    new Endpoint(
                            mirror.getScheme(),
                            mirror.getAuthority(),
                            path.isEmpty() ? "" : path + "/",
                            mirror.getAuthority()));
        }
        endpoints.add(origin(registry, config));
        return endpoints;
    }

    /// Returns the registry itself.
    static Endpoint origin(String registry, RegistryConfig config) {
        if (registry.equals(Reference.DOCKER_HUB)) {
            return new Endpoint("https", DOCKER_HUB_SERVER, "", registry);
        }
        boolean plain = isLoopback(registry) || config.insecureRegistries().contains(registry);
        return new Endpoint(plain ? "http" : "https", registry, "", registry);
    }

    /// Tells whether a `host[:port]` is this machine by its name alone.
    static boolean isLoopback(String authority) {
        String host = host(authority);
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("::1")
                || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    private static String host(String authority) {
        if (authority.startsWith("[")) {
            return authority.substring(1, Math.max(1, authority.indexOf(']')));
        }
        int colon = authority.indexOf(':');
        return colon < 0 ? authority : authority.substring(0, colon);
    }

    /// Returns the URI of something in a repository: `manifests/latest`.
    URI uri(Reference repository, String rest) {
        return URI.create(root() + prefix + repository.repository() + "/" + rest);
    }

    /// Returns the URI that tells whether the protocol is spoken here, and how to authenticate.
    URI ping() {
        return URI.create(root());
    }

    /// Returns the repository's name on this server.
    String repository(Reference reference) {
        return prefix + reference.repository();
    }

    /// Tells whether a URI leads to this server; only then may it see credentials.
    boolean serves(URI uri) {
        return scheme.equalsIgnoreCase(uri.getScheme())
                && authority.equalsIgnoreCase(uri.getAuthority());
    }

    private String root() {
        return scheme + "://" + authority + "/v2/";
    }
}
