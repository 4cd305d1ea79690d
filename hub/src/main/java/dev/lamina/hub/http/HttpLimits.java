package dev.lamina.hub.http;

import java.time.Duration;

/// The bounds on clients.
final class HttpLimits {

    /// All headers of a request together, in bytes. A token of a registry takes one to four KiB.
    static final int MAX_HEADER_SIZE = 16 << 10;

    /// Below so many bytes a second, on average since its start, a request body is given up: a
    /// client that sends one byte a minute would never be idle.
    static final long MIN_REQUEST_RATE = 256;

    /// How long a request body may take before its rate counts.
    static final Duration SLOW_START = Duration.ofSeconds(30);

    /// How much of a body that nobody wants is still read, in bytes.
    static final long MAX_DRAINED = 64 << 20;

    /// How long a body that nobody wants is still read.
    static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(10);

    /// Open connections; each costs a few KiB while it is idle.
    static final int MAX_CONNECTIONS = 10_000;

    /// Connections that wait to be accepted; others try again a second later.
    static final int MAX_NEW_CONNECTIONS = 1024;

    /// How long requests may go on when the server stops.
    static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private HttpLimits() {}
}
