package dev.lamina.registry;

import dev.lamina.image.Reference;
import dev.lamina.registry.http.Authority;
import dev.lamina.registry.http.NoAnswerException;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Which servers to ask for a registry, and how.
///
/// HTTPS is spoken, and what is on this machine in plain HTTP. A registry that is insecure, by its
/// name or because it is on this machine, may speak the other of both: the first answer settles it.
/// `this` guards what is remembered.
final class Endpoints {

    /// Docker Hub's references and credentials have other names than its server.
    private static final String DOCKER_HUB_SERVER = "registry-1.docker.io";

    private final RegistryConfig config;
    private final Predicate<String> hasCertificates;
    private final Map<String, String> schemes = new HashMap<>();
    private final Set<String> dismissed = new HashSet<>();

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

    /// Returns where else to pull from, in the order to try.
    synchronized List<Endpoint> mirrors(String registry) {
        return config.mirrors().getOrDefault(registry, List.of()).stream()
                .filter(uri -> !dismissed.contains(uri.getAuthority()))
                .map(Endpoint::mirror)
                .toList();
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

    /// Asks a mirror no more: it is not there, and each question to it would take its time.
    synchronized void dismiss(Endpoint mirror) {
        dismissed.add(mirror.authority());
    }

    /// Tells whether it is known which scheme a registry speaks.
    synchronized boolean isSettled(Endpoint origin) {
        return schemes.containsKey(origin.account()) || !isInsecure(origin.authority());
    }

    /// Learns that a registry answers by this scheme.
    synchronized void settle(Endpoint origin) {
        schemes.put(origin.account(), origin.scheme());
    }

    /// Tells whether a failure may mean that the server speaks the other scheme. One of TLS answers
    /// plain HTTP by status 400, without an error code of the protocol, or by what is no HTTP.
    static boolean speaksOtherwise(Endpoint endpoint, RegistryException failure) {
        boolean tls = endpoint.scheme().equals("https");
        if (failure.getCause() instanceof NoAnswerException silence) {
            return switch (silence.kind()) {
                case PROTOCOL, UNTRUSTED -> true;
                case BROKEN -> tls;
                case NO_HOST, REFUSED, REJECTED, SILENT -> false;
            };
        }
        return !tls && failure.status() == 400 && failure.code().isEmpty();
    }

    private boolean isInsecure(String authority) {
        return isUnverified(config, hasCertificates, authority);
    }
}
