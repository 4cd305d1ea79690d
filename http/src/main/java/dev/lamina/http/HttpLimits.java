package dev.lamina.http;

import java.time.Duration;

/// The bounds on clients.
final class HttpLimits {

    /// All headers of a request together, in bytes. A token of a registry takes one to four KiB.
    static final int MAX_HEADER_SIZE = 16 << 10;

    /// How long a connection may be silent before its first request.
    static final Duration FIRST_IDLE = Duration.ofSeconds(10);

    /// How long the head of a request may take: from its first byte, or from the opening of the
    /// connection with all that TLS has to say.
    static final Duration HEAD_TIMEOUT = Duration.ofSeconds(30);

    /// Below so many bytes a second a client is given up, whether it sends or receives: one that
    /// moves a byte a minute would never be idle.
    static final long MIN_RATE = 256;

    /// How long a client may be slower, without what the server takes itself.
    static final Duration RATE_WINDOW = Duration.ofSeconds(60);

    /// How often slow clients are looked for.
    static final Duration GUARD_PERIOD = Duration.ofSeconds(2);

    /// Open connections of one address; a cluster behind one has hundreds.
    static final int MAX_CONNECTIONS_OF_ADDRESS = 1_024;

    /// Which part of the heap bodies may take that are held whole.
    static final int BODY_SHARE = 4;

    /// How long a request waits for such memory.
    static final Duration BODY_PATIENCE = Duration.ofSeconds(5);

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
