package dev.lamina.registry.http;

/// What an answer may have at most, whoever sends it.
final class HttpLimits {

    /// Bytes of one line. Signed locations have up to some thousand.
    static final int LINE = 64 << 10;

    /// Bytes of a head, and of what follows a chunked body.
    static final int HEAD = 256 << 10;

    /// Fields of a head.
    static final int FIELDS = 500;

    /// Bytes of the line before a chunk, with its extensions.
    static final int CHUNK_LINE = 4 << 10;

    /// Interim answers (100 to 199) before the one that counts.
    static final int INTERIM = 16;

    /// Bytes of an answer that came before all of a body was sent.
    static final int EARLY_BODY = 64 << 10;

    /// Connections to one server that are kept while nobody uses them.
    static final int IDLE_CONNECTIONS = 8;

    private HttpLimits() {}
}
