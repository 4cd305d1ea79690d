package dev.lamina.engine.transfer;

import dev.lamina.image.DigestAlgorithm;
import dev.lamina.image.compression.GzipDecoder;

import java.security.MessageDigest;
import java.util.function.Supplier;

/// Gets ready, while the registry is asked for the manifest, what every layer needs and what takes
/// long to begin: SHA-256, which is slow until it is compiled, and the library that inflates.
///
/// Layers that arrive earlier do the same themselves; nothing depends on this.
final class WarmUp {

    /// More than the compiler wants to see.
    private static final int HASHED_SIZE = 2 << 20;

    private static final int PIECE = 64 * 1024;

    private WarmUp() {}

    /// Begins, and returns at once.
    static void begin(Supplier<GzipDecoder> gzip) {
        Thread.ofPlatform().daemon().name("warm-up").start(() -> run(gzip));
    }

    private static void run(Supplier<GzipDecoder> gzip) {
        MessageDigest hash = DigestAlgorithm.SHA256.newMessageDigest();
        byte[] zeros = new byte[PIECE];
        for (int hashed = 0; hashed < HASHED_SIZE; hashed += PIECE) {
            hash.update(zeros, 0, PIECE);
        }
        gzip.get().close();
    }
}
