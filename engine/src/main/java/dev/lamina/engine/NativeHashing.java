package dev.lamina.engine;

import dev.lamina.engine.store.Hashing;
import dev.lamina.image.DigestAlgorithm;
import dev.lamina.linux.Libcrypto;

import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;

/// Hashing by libcrypto where it is installed, else by the JDK. Which one is found out when the first
/// computation is asked for.
final class NativeHashing implements Hashing {

    /// With the value `jdk` nothing native is looked for. The launcher looks at it too.
    static final String HASH_VARIABLE = "LAMINA_HASH";

    private final boolean nativeAllowed;

    /// The library, once it was looked for. Guarded by this.
    private Optional<Optional<Libcrypto>> library = Optional.empty();

    NativeHashing(Map<String, String> environment) {
        this.nativeAllowed = !"jdk".equals(environment.get(HASH_VARIABLE));
    }

    @Override
    public MessageDigest begin(DigestAlgorithm algorithm) {
        Optional<Libcrypto> found = library();
        if (found.isEmpty()) {
            return algorithm.newMessageDigest();
        }
        return switch (algorithm) {
            case SHA256 -> found.get().newSha256();
            case SHA512 -> found.get().newSha512();
        };
    }

    @Override
    public boolean isSlowAtFirst() {
        return library().isEmpty();
    }

    private synchronized Optional<Libcrypto> library() {
        if (library.isEmpty()) {
            Optional<Libcrypto> found = nativeAllowed ? Libcrypto.load() : Optional.empty();
            library = Optional.of(found);
        }
        return library.get();
    }
}
