package dev.lamina.registry.http;

import java.net.URI;
import java.util.Optional;

/// Where a connection leads. Two requests of the same route may use the same connection, one after the
/// other.
///
/// @param encrypted whether TLS is spoken
/// @param peer      host and port of the server
/// @param proxy     through which it is reached
record Route(boolean encrypted, Authority peer, Optional<Authority> proxy) {

    static Route of(URI uri, Optional<Authority> proxy) {
        return new Route(!"http".equalsIgnoreCase(uri.getScheme()), Authority.of(uri), proxy);
    }

    /// Returns whom a socket is connected to.
    Authority first() {
        return proxy.orElse(peer);
    }

    boolean hasTunnel() {
        return encrypted && proxy.isPresent();
    }

    /// Tells whether a proxy reads the requests.
    boolean isForwarded() {
        return !encrypted && proxy.isPresent();
    }
}
