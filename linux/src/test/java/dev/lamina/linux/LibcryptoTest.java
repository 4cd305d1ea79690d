package dev.lamina.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.SplittableRandom;

/// What libcrypto computes is what the JDK computes.
@Tag("linux")
final class LibcryptoTest {

    /// Three of the larger blocks and a byte.
    private static final int MANY_BLOCKS = 3 * 128 + 1;

    @BeforeEach
    void needsTheLibrary() {
        assumeTrue(
                Libcrypto.load().isPresent(), "libcrypto.so.3 is not installed (package libssl3)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA-256", "SHA-512"})
    void textsOfEveryLengthAroundTheEdgesOfBlocksHashAsTheJdkHashesThem(String algorithm)
            throws Exception {
        MessageDigest judge = MessageDigest.getInstance(algorithm);
        MessageDigest digest = begin(algorithm);
        for (int length = 0; length <= MANY_BLOCKS; length++) {
            byte[] text = text(length, length);

            assertThat(digest.digest(text)).as("%d bytes", length).isEqualTo(judge.digest(text));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SHA-256, -1", "SHA-256, 0", "SHA-256, 1", "SHA-256, 262145",
        "SHA-512, -1", "SHA-512, 0", "SHA-512, 1", "SHA-512, 262145"
    })
    void textsLongerThanACallMayTakeHashAsTheJdkHashesThem(String algorithm, int more)
            throws Exception {
        byte[] text = text(1, CriticalCall.MAX_SIZE + more);

        assertThat(begin(algorithm).digest(text))
                .isEqualTo(MessageDigest.getInstance(algorithm).digest(text));
    }

    @ParameterizedTest
    @CsvSource({
        "SHA-256, 1", "SHA-256, 63", "SHA-256, 65", "SHA-256, 4096", "SHA-256, 262144",
        "SHA-512, 1", "SHA-512, 127", "SHA-512, 129", "SHA-512, 4096", "SHA-512, 262144"
    })
    void piecesFromAnywhereInAnArrayHashAsTheWhole(String algorithm, int piece) throws Exception {
        byte[] text = text(2, 600_001);
        MessageDigest digest = begin(algorithm);
        for (int at = 0; at < text.length; at += piece) {
            digest.update(text, at, Math.min(piece, text.length - at));
        }

        assertThat(digest.digest()).isEqualTo(MessageDigest.getInstance(algorithm).digest(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA-256", "SHA-512"})
    void aByteAtATimeAndBuffersOfAnyKindHashAsTheWhole(String algorithm) throws Exception {
        byte[] text = text(3, 1000);
        MessageDigest digest = begin(algorithm);
        for (int i = 0; i < 300; i++) {
            digest.update(text[i]);
        }
        digest.update(ByteBuffer.wrap(text, 300, 300));
        digest.update(ByteBuffer.allocateDirect(400).put(text, 600, 400).flip());

        assertThat(digest.digest()).isEqualTo(MessageDigest.getInstance(algorithm).digest(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA-256", "SHA-512"})
    void aCloneGoesOnByItself(String algorithm) throws Exception {
        byte[] text = text(4, 1000);
        MessageDigest judge = MessageDigest.getInstance(algorithm);
        MessageDigest digest = begin(algorithm);
        digest.update(text, 0, 500);
        MessageDigest clone = (MessageDigest) digest.clone();
        clone.update(text, 0, 100);
        digest.update(text, 500, 500);

        assertThat(digest.digest()).isEqualTo(judge.digest(text));
        judge.update(text, 0, 500);
        assertThat(clone.digest()).isEqualTo(judge.digest(Arrays.copyOf(text, 100)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA-256", "SHA-512"})
    void whatWasBeforeAResetOrADigestCountsNoMore(String algorithm) throws Exception {
        byte[] text = text(5, 200);
        byte[] expected = MessageDigest.getInstance(algorithm).digest(text);
        MessageDigest digest = begin(algorithm);
        digest.update(text, 0, 77);
        digest.reset();

        assertThat(digest.digest(text)).isEqualTo(expected);
        assertThat(digest.digest(text)).isEqualTo(expected);
        assertThat(digest.digest()).isEqualTo(MessageDigest.getInstance(algorithm).digest());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA-256", "SHA-512"})
    void computationsSideBySideDoNotMeet(String algorithm) throws Exception {
        byte[] text = text(6, 300);
        MessageDigest one = begin(algorithm);
        MessageDigest other = begin(algorithm);
        one.update(text, 0, 100);
        other.update(text, 100, 200);
        one.update(text, 100, 200);

        assertThat(one.digest()).isEqualTo(MessageDigest.getInstance(algorithm).digest(text));
        assertThat(other.digest())
                .isEqualTo(
                        MessageDigest.getInstance(algorithm)
                                .digest(Arrays.copyOfRange(text, 100, 300)));
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "0, -1", "5, -1", "-1, 11", "0, 11", "10, 1", "11, 0", "2147483647, 1"})
    void bytesOutsideOfAnArrayAreRefusedAndCountForNothing(int offset, int length)
            throws Exception {
        byte[] text = text(7, 10);
        MessageDigest digest = begin("SHA-256");
        digest.update(text);

        assertThatThrownBy(() -> digest.update(text, offset, length))
                .isInstanceOfAny(IllegalArgumentException.class, IndexOutOfBoundsException.class);

        assertThat(digest.digest()).isEqualTo(MessageDigest.getInstance("SHA-256").digest(text));
    }

    @ParameterizedTest
    @CsvSource({"SHA-256, 32", "SHA-512, 64"})
    void itSaysWhatItIs(String algorithm, int length) {
        assertThat(begin(algorithm).getAlgorithm()).isEqualTo(algorithm);
        assertThat(begin(algorithm).getDigestLength()).isEqualTo(length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"libcrypto.so.0", "libc.so.6"})
    void aLibraryThatIsNotThereOrCannotHashCountsAsAbsent(String name) {
        assertThat(Libcrypto.load(name)).isEmpty();
    }

    private static MessageDigest begin(String algorithm) {
        Libcrypto library = Libcrypto.load().orElseThrow();
        return algorithm.equals("SHA-256") ? library.newSha256() : library.newSha512();
    }

    private static byte[] text(long seed, int length) {
        var random = new SplittableRandom(seed);
        byte[] text = new byte[length];
        random.nextBytes(text);
        return text;
    }
}
