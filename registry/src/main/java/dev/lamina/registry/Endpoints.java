package dev.lamina.registry;

import dev.lamina.image.Reference;
import dev.lamina.registry.http.Authority;
import dev.lamina.registry.http.NoAnswerException;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Which servers to ask for a registry, and how.
///
/// HTTPS is spoken, and what is on this machine in plain HTTP. A registry that is insecure, by its
/// name or because it is on this machine, may speak the other of both: it is found out by the first
/// failure, and remembered. `this` guards what is remembered.
final class Endpoints {

    /// Docker Hub's references and credentials have other names than its server.
    private static final String DOCKER_HUB_SERVER = "registry-1.docker.io";

    private final RegistryConfig config;
    private final Predicate<String> hasCertificates;
    private final Map<String, String> schemes = new HashMap<>();
    private final Set<String> silentMirrors = new HashSet<>();

    /// @param hasCertificates tells of a `host[:port]` whether the user has certificates for it
    Endpoints(RegistryConfig config, Predicate<String> hasCertificates) {
        this.config = config;
        this.hasCertificates = hasCertificates;
    }

    /// Tells whether a server need not prove who it is: it is spoken to in plain HTTP as well.
    static boolean isUnverified(
            RegistryConfig config, Predicate<String> hasCertificates, String authority) {
        return config.insecureRegistries().contains(authority)
                || Authority.of(authority).isLoopback() && !hasCertificates.test(authority);
    }

    /// Returns where to pull from, in the order to try: mirrors, then the registry itself.
    synchronized List<Endpoint> forPull(String registry) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (URI uri : config.mirrors().getOrDefault(registry, List.of())) {
            if (!silentMirrors.contains(uri.getAuthority())) {
                endpoints.add(Endpoint.mirror(uri));
            }
        }
        endpoints.add(origin(registry));
        return endpoints;
    }

    /// Returns the registry itself.
    synchronized Endpoint origin(String registry) {
        if (registry.equals(Reference.DOCKER_HUB)) {
            return Endpoint.origin("https", DOCKER_HUB_SERVER, registry);
        }
        boolean plain = isInsecure(registry) && Authority.of(registry).isLoopback();
        String scheme = schemes.getOrDefault(registry, plain ? "http" : "https");
        return Endpoint.origin(scheme, registry, registry);
    }

    /// Learns from an answer that never came: a mirror that is not there is asked no more, and an
    /// insecure registry is to be asked in its other way.
    ///
    /// @return the same server by the other scheme, if that may help
    synchronized Optional<Endpoint> afterFailure(Endpoint endpoint, IOException failure) {
        if (!(failure instanceof RegistryException refusal)) {
            return Optional.empty();
        }
        if (endpoint.mirror()) {
            if (refusal.status() == 0) {
                silentMirrors.add(endpoint.authority());
            }
            return Optional.empty();
        }
        boolean settled = schemes.containsKey(endpoint.account());
        if (settled || !isInsecure(endpoint.authority()) || !speaksOtherwise(endpoint, refusal)) {
            return Optional.empty();
        }
        return Optional.of(
                endpoint.withScheme(endpoint.scheme().equals("http") ? "https" : "http"));
    }

    /// Learns that a server answers.
    synchronized void afterSuccess(Endpoint endpoint) {
        if (!endpoint.mirror()) {
            schemes.put(endpoint.account(), endpoint.scheme());
        }
    }

    /// A server of TLS answers plain HTTP by status 400, without an error code of the protocol, or
    /// by what is no HTTP.
    private static boolean speaksOtherwise(Endpoint endpoint, RegistryException refusal) {
        if (refusal.getCause() instanceof NoAnswerException silence) {
            return switch (silence.kind()) {
                case PROTOCOL, BROKEN, UNTRUSTED -> true;
                case NO_HOST, REFUSED, SILENT -> false;
            };
        }
        return refusal.status() == 400
                && refusal.code().isEmpty()
                && endpoint.scheme().equals("http");
    }

    private boolean isInsecure(String authority) {
        return isUnverified(config, hasCertificates, authority);
    }
}
