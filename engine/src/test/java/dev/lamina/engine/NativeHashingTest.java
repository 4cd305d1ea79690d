package dev.lamina.engine;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lamina.engine.store.Hashing;
import dev.lamina.image.DigestAlgorithm;
import dev.lamina.linux.Libcrypto;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.security.MessageDigest;
import java.util.Map;

/// Which library hashes is a matter of speed alone.
final class NativeHashingTest {

    private static final byte[] TEXT = "a layer".getBytes(US_ASCII);

    private final Hashing forced = new NativeHashing(Map.of(NativeHashing.HASH_VARIABLE, "jdk"));
    private final Hashing found = new NativeHashing(Map.of());

    @ParameterizedTest
    @EnumSource
    void eachAlgorithmGivesWhatTheJdkGives(DigestAlgorithm algorithm) {
        byte[] expected = algorithm.newMessageDigest().digest(TEXT);

        assertThat(found.begin(algorithm).digest(TEXT)).isEqualTo(expected);
        assertThat(forced.begin(algorithm).digest(TEXT)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void theEnvironmentForcesTheJdk(DigestAlgorithm algorithm) {
        assertThat(isJdk(forced.begin(algorithm))).isTrue();
        assertThat(forced.isSlowAtFirst()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void elseTheJdkHashesOnlyWhereTheLibraryIsMissing(DigestAlgorithm algorithm) {
        boolean missing = Libcrypto.load().isEmpty();

        assertThat(isJdk(found.begin(algorithm))).isEqualTo(missing);
        assertThat(found.isSlowAtFirst()).isEqualTo(missing);
    }

    /// Only what was found among the security providers has one.
    private static boolean isJdk(MessageDigest computation) {
        return computation.getProvider() != null;
    }
}
