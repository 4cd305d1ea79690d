package dev.lamina.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Whatever bytes come as gzip, ISA-L refuses them as documented, or inflates what the JDK does, in
/// pieces of any size. `-Dfuzz.times=100` makes a hundred times as many, `-Dfuzz.first=N` begins with
/// seed N.
@Tag("linux")
final class GzipInflationFuzzTest {

    private static final int SEEDS = 1_000;
    private static final int TRAILER_SIZE = 8;

    /// More than a damaged member of this corpus should give, and what is read of it at most.
    private static final int MOST = 8 << 20;

    @BeforeEach
    void needsTheLibrary() {
        assumeTrue(IsaL.load().isPresent(), "libisal.so.2 is not installed (package libisal2)");
    }

    @Test
    void anyBytesAreGzipOrRefused() {
        IsaL library = IsaL.load().orElseThrow();
        byte[][] corpus = corpus();
        long first = Long.getLong("fuzz.first", 0);
        long end = first + (long) SEEDS * Integer.getInteger("fuzz.times", 1);
        int ended = 0;
        for (long seed = first; seed < end; seed++) {
            byte[] input = damaged(corpus, seed);
            try {
                ended += isInflatedAsByTheJdk(library, input) ? 1 : 0;
            } catch (Throwable e) {
                throw new AssertionError(
                        "seed " + seed + ": " + HexFormat.of().formatHex(input), e);
            }
        }

        assertThat(ended).as("members that are whole").isBetween(1, (int) (end - first) - 1);
    }

    private static boolean isInflatedAsByTheJdk(IsaL library, byte[] input) throws Exception {
        byte[] whole = inflated(library, input, input.length);
        assertThat(inflated(library, input, 7)).as("in pieces of 7 bytes").isEqualTo(whole);
        if (whole != null) {
            assertThat(whole).isEqualTo(byTheJdk(input));
        }
        return whole != null;
    }

    /// Returns what the first member has; null if it is damaged or cut off.
    private static byte[] inflated(IsaL library, byte[] input, int piece) {
        var out = new ByteArrayOutputStream();
        byte[] buffer = new byte[10_000];
        try (GzipInflation inflation = library.newInflation()) {
            for (int at = 0; at < input.length && !inflation.isMemberEnded(); at += piece) {
                inflation.setInput(input, at, Math.min(piece, input.length - at));
                int written;
                while (out.size() < MOST
                        && (written = inflation.decode(buffer, 0, buffer.length)) > 0) {
                    out.write(buffer, 0, written);
                }
            }
            return inflation.isMemberEnded() ? out.toByteArray() : null;
        } catch (DataFormatException e) {
            assertThat(e)
                    .hasMessageMatching("incorrect gzip checksum|damaged deflate data \\(-\\d\\)");
            return null;
        }
    }

    private static byte[] byTheJdk(byte[] input) throws DataFormatException {
        var out = new ByteArrayOutputStream();
        byte[] buffer = new byte[10_000];
        try (var inflater = new Inflater(true)) {
            inflater.setInput(input);
            int written;
            while ((written = inflater.inflate(buffer)) > 0) {
                out.write(buffer, 0, written);
            }
            assertThat(inflater.finished()).isTrue();
        }
        return out.toByteArray();
    }

    private static byte[][] corpus() {
        byte[] text =
                "a text that compresses well, again and again\n".repeat(50).getBytes(US_ASCII);
        byte[] noise = new byte[700];
        new SplittableRandom(1).nextBytes(noise);
        return new byte[][] {
            member(text, Deflater.BEST_COMPRESSION, Deflater.DEFAULT_STRATEGY),
            member(text, Deflater.BEST_SPEED, Deflater.DEFAULT_STRATEGY),
            member(text, Deflater.DEFAULT_COMPRESSION, Deflater.HUFFMAN_ONLY),
            member(noise, Deflater.NO_COMPRESSION, Deflater.DEFAULT_STRATEGY),
            member(new byte[0], Deflater.DEFAULT_COMPRESSION, Deflater.DEFAULT_STRATEGY),
        };
    }

    /// Returns a member without its header.
    private static byte[] member(byte[] content, int level, int strategy) {
        byte[] buffer = new byte[content.length + 100];
        try (var deflater = new Deflater(level, true)) {
            deflater.setStrategy(strategy);
            deflater.setInput(content);
            deflater.finish();
            int size = deflater.deflate(buffer);
            var crc = new CRC32();
            crc.update(content);
            for (int i = 0; i < TRAILER_SIZE; i++) {
                long number = i < 4 ? crc.getValue() : content.length;
                buffer[size + i] = (byte) (number >>> 8 * (i & 3));
            }
            return Arrays.copyOf(buffer, size + TRAILER_SIZE);
        }
    }

    /// Returns a member with some bytes changed, cut off, or with something behind it.
    private static byte[] damaged(byte[][] corpus, long seed) {
        var random = new SplittableRandom(seed);
        byte[] bytes = corpus[random.nextInt(corpus.length)].clone();
        switch (random.nextInt(4)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(1, bytes.length + 50));
            case 1 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            case 2 -> bytes[random.nextInt(Math.min(20, bytes.length))] = (byte) random.nextInt();
            default -> {
                for (int i = random.nextInt(1, 4); i > 0; i--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
            }
        }
        return bytes;
    }
}
