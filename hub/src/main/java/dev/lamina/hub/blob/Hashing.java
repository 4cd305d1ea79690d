package dev.lamina.hub.blob;

import dev.lamina.image.Digest;

import java.io.IOException;

/// Where bytes are read again for their digest, which takes as long as there are many.
@FunctionalInterface
public interface Hashing {

    /// By the thread that asks.
    Hashing HERE = Computation::run;

    /// Computes a digest.
    Digest compute(Computation computation) throws IOException;

    /// Reads bytes, and returns their digest.
    @FunctionalInterface
    interface Computation {

        Digest run() throws IOException;
    }
}
