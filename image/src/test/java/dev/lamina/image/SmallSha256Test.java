package dev.lamina.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.security.MessageDigest;
import java.util.Random;

/// The judge is the JDK's own SHA-256.
final class SmallSha256Test {

    private static final int THREE_BLOCKS = 3 * 64;

    @Test
    void textsOfEveryLengthAroundTheEdgesOfBlocksHashAsTheJdkHashesThem() throws Exception {
        var random = new Random(7);
        for (int length = 0; length <= THREE_BLOCKS; length++) {
            assertHashed(bytes(random, length));
        }
    }

    @Test
    void aTextAtTheLimitHashesAsTheJdkHashesIt() throws Exception {
        assertHashed(bytes(new Random(8), SmallSha256.LIMIT));
    }

    @Test
    void digestsOfTextsBelowAndAboveTheLimitAreOfOneKind() throws Exception {
        for (int length : new int[] {SmallSha256.LIMIT, SmallSha256.LIMIT + 1}) {
            byte[] text = bytes(new Random(9), length);
            MessageDigest judge = MessageDigest.getInstance("SHA-256");
            judge.update(text);

            assertThat(Digest.of(Bytes.of(text)))
                    .isEqualTo(Digest.finish(DigestAlgorithm.SHA256, judge));
        }
    }

    private static void assertHashed(byte[] text) throws Exception {
        assertThat(SmallSha256.of(text))
                .as("%d bytes", text.length)
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(text));
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
