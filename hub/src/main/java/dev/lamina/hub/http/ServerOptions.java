package dev.lamina.hub.http;

import java.time.Duration;
import java.util.Optional;

/// How a server meets its clients.
///
/// @param tls         what it proves itself with; plain HTTP without it
/// @param behindProxy whether every connection comes from a proxy, which says in `X-Forwarded-For` and
///     `X-Forwarded-Proto` who came to it, and how
/// @param idle        how long a connection may be silent, also in the middle of a body
public record ServerOptions(Optional<TlsFiles> tls, boolean behindProxy, Duration idle) {

    private static final Duration DEFAULT_IDLE = Duration.ofSeconds(60);

    /// Returns the options of a server whose clients may be silent for a minute.
    public static ServerOptions of(Optional<TlsFiles> tls, boolean behindProxy) {
        return new ServerOptions(tls, behindProxy, DEFAULT_IDLE);
    }
}
