package dev.lamina.hub.http;

import java.util.Optional;

/// How a server meets its clients.
///
/// @param tls         what it proves itself with; plain HTTP without it
/// @param behindProxy whether every connection comes from a proxy, which says in `X-Forwarded-For` and
///     `X-Forwarded-Proto` who came to it, and how
public record ServerOptions(Optional<TlsFiles> tls, boolean behindProxy) {

    /// Plain HTTP, from clients themselves.
    public static final ServerOptions PLAIN = new ServerOptions(Optional.empty(), false);
}
