package dev.lamina.http;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// How a server meets its clients.
///
/// @param tls     what it proves itself with; plain HTTP without it
/// @param proxies where proxies are that say in `X-Forwarded-For` and `X-Forwarded-Proto` who came to
///     them, and how; from all others these headers mean nothing
/// @param idle    how long a connection may be silent, also in the middle of a body
/// @param trusted which addresses may have any number of connections
public record ServerOptions(
        Optional<TlsFiles> tls,
        List<Network> proxies,
        Duration idle,
        Predicate<InetAddress> trusted) {

    private static final Duration DEFAULT_IDLE = Duration.ofSeconds(60);

    public ServerOptions {
        proxies = List.copyOf(proxies);
    }

    /// Returns the options of a server whose clients may be silent for a minute. It trusts its own
    /// machine, and the proxies before it.
    public static ServerOptions of(Optional<TlsFiles> tls, List<Network> proxies) {
        List<Network> copy = List.copyOf(proxies);
        return new ServerOptions(
                tls,
                copy,
                DEFAULT_IDLE,
                address ->
                        address.isLoopbackAddress()
                                || copy.stream().anyMatch(network -> network.has(address)));
    }

    /// Tells whether proxies are believed.
    boolean isBehindProxy() {
        return !proxies.isEmpty();
    }

    /// Returns these options with another time that a connection may be silent.
    public ServerOptions withIdle(Duration idle) {
        return new ServerOptions(tls, proxies, idle, trusted);
    }
}
