package dev.lamina.hub.http;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/// How a server meets its clients.
///
/// @param tls         what it proves itself with; plain HTTP without it
/// @param behindProxy whether every connection comes from a proxy, which says in `X-Forwarded-For` and
///     `X-Forwarded-Proto` who came to it, and how
/// @param idle        how long a connection may be silent, also in the middle of a body
/// @param trusted     which addresses may have any number of connections
public record ServerOptions(
        Optional<TlsFiles> tls,
        boolean behindProxy,
        Duration idle,
        Predicate<InetAddress> trusted) {

    private static final Duration DEFAULT_IDLE = Duration.ofSeconds(60);

    /// Returns the options of a server whose clients may be silent for a minute. It trusts its own
    /// machine, and the proxy before it.
    public static ServerOptions of(Optional<TlsFiles> tls, boolean behindProxy) {
        return new ServerOptions(
                tls,
                behindProxy,
                DEFAULT_IDLE,
                address -> behindProxy || address.isLoopbackAddress());
    }

    /// Returns these options with another time that a connection may be silent.
    public ServerOptions withIdle(Duration idle) {
        return new ServerOptions(tls, behindProxy, idle, trusted);
    }
}
