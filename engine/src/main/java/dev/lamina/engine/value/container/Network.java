package dev.lamina.engine.value.container;

/// Which network a container sees.
public enum Network {
    /// The host's own: no separation.
    HOST,
    /// Nothing but a loopback device.
    NONE
}
