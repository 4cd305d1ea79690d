package dev.lamina.engine.store;

import dev.lamina.image.DigestAlgorithm;

import java.security.MessageDigest;

/// Hashing by the JDK: everywhere at hand, and slow until C2 has compiled it.
public final class JdkHashing implements Hashing {

    @Override
    public MessageDigest begin(DigestAlgorithm algorithm) {
        return algorithm.newMessageDigest();
    }

    @Override
    public boolean isSlowAtFirst() {
        return true;
    }
}
