package dev.lamina.hub.look;

import java.io.IOException;

/// The memory of one request for documents of images and what is shown of them. It is reserved before
/// it is used, and given back by whoever ends the request.
public final class LookMemory {

    private final Source source;
    private long total;

    public LookMemory(Source source) {
        this.source = source;
    }

    /// Where the memory comes from.
    @FunctionalInterface
    public interface Source {

        /// Reserves memory.
        ///
        /// @param total all that the request has taken, in bytes
        /// @throws IOException if others have it
        void reserve(long total) throws IOException;
    }

    /// Takes more.
    ///
    /// @throws IOException if others have it
    public void take(long bytes) throws IOException {
        total = Math.addExact(total, bytes);
        source.reserve(total);
    }
}
