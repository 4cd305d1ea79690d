package dev.lamina.registry.http;

import java.io.IOException;

/// A request was sent, or could not be, and no answer came.
public final class NoAnswerException extends IOException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String reason;
    private final String advice;

    /// Why there is no answer.
    public enum Kind {
        /// Nobody knows the host.
        NO_HOST,
        /// The host takes no connection on this port.
        REFUSED,
        /// The peer is not who it should be.
        UNTRUSTED,
        /// The peer speaks TLS, and refuses this client.
        REJECTED,
        /// The peer speaks another protocol.
        PROTOCOL,
        /// The peer said nothing for too long.
        SILENT,
        /// The connection ended too early.
        BROKEN
    }

    /// @param peer   who did not answer, for the user
    /// @param advice what the user may do about it; may be empty
    NoAnswerException(String peer, Kind kind, String reason, String advice, Throwable cause) {
        super(peer + ": " + reason, cause);
        this.kind = kind;
        this.reason = reason;
        this.advice = advice;
    }

    public Kind kind() {
        return kind;
    }

    /// Says what the user may do about it; empty if there is nothing to say.
    public String advice() {
        return advice;
    }

    /// The message without the peer.
    public String reason() {
        return reason;
    }
}
