package dev.lamina.engine.store;

import dev.lamina.image.DigestAlgorithm;

import java.security.MessageDigest;

/// How the bytes of blobs and of layers are hashed while they pass. Several threads may use one at once.
public interface Hashing {

    /// Begins a computation, which belongs to the caller.
    MessageDigest begin(DigestAlgorithm algorithm);

    /// Tells whether computations are slow until some megabytes were hashed.
    boolean isSlowAtFirst();
}
