package dev.lamina.cli;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Gets ready beside the main thread what nearly every command needs and what takes long to begin:
/// the numbers of the JSON parser (8 ms), and the search for SHA-256 among the security providers
/// (10 ms). Bare Java takes 25 ms on the same machine.
///
/// Whoever needs one of them earlier waits for it, or does it; nothing depends on this.
final class StartUp {

    private StartUp() {}

    /// Begins, and returns at once.
    static void begin() {
        Thread.ofPlatform().daemon().name("start-up").start(StartUp::prepare);
    }

    private static void prepare() {
        try {
            MessageDigest.getInstance("SHA-256");
            BigInteger.TWO.signum();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
