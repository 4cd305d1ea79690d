package dev.lamina.cli;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Gets ready beside the main thread what nearly every command needs and what takes long to begin:
/// the search for SHA-256 among the security providers (10 ms; bare Java takes 25 ms on the same
/// machine).
///
/// Whoever needs it earlier waits for it, or does it; nothing depends on this.
final class StartUp {

    private StartUp() {}

    /// Begins, and returns at once.
    static void begin() {
        Thread.ofPlatform().daemon().name("start-up").start(StartUp::prepare);
    }

    private static void prepare() {
        try {
            MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
