package dev.lamina.engine.transfer;

import dev.lamina.engine.store.Hashing;
import dev.lamina.image.DigestAlgorithm;
import dev.lamina.image.compression.GzipDecoder;

import java.security.MessageDigest;
import java.util.function.Supplier;

/// Gets ready, while the registry is asked for the manifest, what every layer needs and what takes
/// long to begin: the libraries that hash and inflate, and SHA-256 where it is slow until it is compiled.
///
/// Layers that arrive earlier do the same themselves; nothing depends on this.
final class WarmUp {

    /// More than the compiler wants to see.
    private static final int HASHED_SIZE = 2 << 20;

    private static final int PIECE = 64 * 1024;

    private WarmUp() {}

    /// Begins, and returns at once.
    static void begin(Supplier<GzipDecoder> gzip, Hashing hashing) {
        Thread.ofPlatform().daemon().name("warm-up").start(() -> run(gzip, hashing));
    }

    private static void run(Supplier<GzipDecoder> gzip, Hashing hashing) {
        MessageDigest hash = hashing.begin(DigestAlgorithm.SHA256);
        if (hashing.isSlowAtFirst()) {
            hashZeros(hash);
        }
        gzip.get().close();
    }

    private static void hashZeros(MessageDigest hash) {
        byte[] zeros = new byte[PIECE];
        for (int hashed = 0; hashed < HASHED_SIZE; hashed += PIECE) {
            hash.update(zeros, 0, PIECE);
        }
    }
}
