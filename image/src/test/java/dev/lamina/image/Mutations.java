package dev.lamina.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/// Damaged copies of small files, for the targets of fuzzing: bits flipped, bytes and numbers replaced,
/// pieces cut out, repeated, and taken from other files of the corpus.
///
/// Each input is made from one number, its seed, which the message of a failure names. A target has the
/// heap of all tests, and two minutes, so that one that takes memory or time without bounds fails.
/// `-Dfuzz.times=100` makes a hundred times as many inputs, and `-Dfuzz.first=N` begins with seed N.
public final class Mutations {

    /// Reads an input, and checks what was read of it.
    @FunctionalInterface
    public interface Target {

        /// Returns normally if the input is accepted, and throws what is documented if it is not.
        void read(byte[] input) throws Exception;
    }

    private static final Duration MOST = Duration.ofMinutes(2);
    private static final int MAX_SIZE = 64 << 10;
    private static final int MAX_STEPS = 4;
    private static final int MAX_PIECE = 600;
    private static final int SHOWN = 2_000;

    /// Bytes that mean something in many formats.
    private static final byte[] TELLING =
            "\0\1\7\177\200\377 \n0189+-./:=@\"\\[{,".getBytes(ISO_8859_1);

    private static final long[] EXTREMES = {
        0, 1, -1, 0x7f, 0xff, 0x7fff, 0xffff, Integer.MAX_VALUE, 1L << 31, Long.MAX_VALUE, 1L << 63
    };

    private final List<byte[]> corpus;
    private final UnaryOperator<byte[]> mending;

    private Mutations(List<byte[]> corpus, UnaryOperator<byte[]> mending) {
        this.corpus = corpus;
        this.mending = mending;
    }

    /// Makes inputs from these files.
    public static Mutations of(List<byte[]> corpus) {
        return new Mutations(corpus, UnaryOperator.identity());
    }

    /// Makes inputs from these texts, in UTF-8.
    public static Mutations ofTexts(String... corpus) {
        return of(Arrays.stream(corpus).map(text -> text.getBytes(UTF_8)).toList());
    }

    /// Returns the same with checksums mended in three of four inputs, so that damage gets behind them.
    ///
    /// @param change makes the checksums of an input right, in a copy or in place
    public Mutations mendedBy(UnaryOperator<byte[]> change) {
        return new Mutations(corpus, change);
    }

    /// Gives a target the files themselves, then damaged copies. Some must be accepted and some refused:
    /// else the target looks at nothing.
    ///
    /// @param count   of damaged copies
    /// @param refusal that the target throws for what it does not accept, and the only one that it may
    public void check(int count, Class<? extends Exception> refusal, Target target) {
        int times = Integer.getInteger("fuzz.times", 1);
        long first = Long.getLong("fuzz.first", 0);
        var seed = new AtomicLong();
        assertTimeoutPreemptively(
                MOST.multipliedBy(times),
                () -> run(first, first + (long) count * times, refusal, target, seed),
                () -> "no end of seed " + seed + ": " + shown(input(seed.get())));
    }

    private void run(
            long first,
            long end,
            Class<? extends Exception> refusal,
            Target target,
            AtomicLong seed) {
        int accepted = 0;
        for (byte[] file : corpus) {
            accepted += isAccepted(file.clone(), "a file of the corpus", refusal, target) ? 1 : 0;
        }
        int refused = 0;
        for (long i = first; i < end; i++) {
            seed.set(i);
            refused += isAccepted(input(i), "seed " + i, refusal, target) ? 0 : 1;
        }
        assertThat(accepted).as("accepted files of the corpus").isPositive();
        assertThat(refused).as("refused inputs").isPositive();
    }

    private static boolean isAccepted(
            byte[] input, String name, Class<? extends Exception> refusal, Target target) {
        byte[] before = input.clone();
        try {
            target.read(input);
            return true;
        } catch (Throwable e) {
            if (refusal.isInstance(e)) {
                assertThat(e.getMessage()).as(name).isNotBlank();
                return false;
            }
            throw new AssertionError(name + ": " + shown(before), e);
        }
    }

    /// Returns the input of a seed.
    private byte[] input(long seed) {
        var random = new SplittableRandom(seed);
        byte[] bytes = file(random);
        for (int steps = random.nextInt(1, MAX_STEPS + 1); steps > 0; steps--) {
            bytes = changed(bytes, random);
        }
        bytes = bytes.length > MAX_SIZE ? Arrays.copyOf(bytes, MAX_SIZE) : bytes;
        return random.nextInt(4) > 0 ? mending.apply(bytes) : bytes;
    }

    private byte[] file(SplittableRandom random) {
        return corpus.get(random.nextInt(corpus.size())).clone();
    }

    private byte[] changed(byte[] bytes, SplittableRandom random) {
        int from = random.nextInt(bytes.length + 1);
        int to =
                Math.min(
                        bytes.length, from + random.nextInt(1, MAX_PIECE) / random.nextInt(1, 100));
        return switch (random.nextInt(8)) {
            case 0 -> withBitFlipped(bytes, from, random);
            case 1 -> withByte(bytes, from, TELLING[random.nextInt(TELLING.length)]);
            case 2 -> withByte(bytes, from, (byte) random.nextInt());
            case 3 -> withNumber(bytes, from, random);
            case 4 -> joined(head(bytes, from), tail(bytes, to));
            case 5 -> random.nextInt(4) == 0 ? head(bytes, from) : withByte(bytes, from, (byte) 0);
            case 6 -> withRepeated(bytes, from, to, random.nextInt(1, 9));
            default -> withPieceOf(file(random), bytes, from, random);
        };
    }

    private static byte[] withBitFlipped(byte[] bytes, int at, SplittableRandom random) {
        return at == bytes.length
                ? bytes
                : withByte(bytes, at, (byte) (bytes[at] ^ 1 << random.nextInt(8)));
    }

    private static byte[] withByte(byte[] bytes, int at, byte value) {
        if (at < bytes.length) {
            bytes[at] = value;
        }
        return bytes;
    }

    /// Writes a number with its lowest byte first, or its highest.
    private static byte[] withNumber(byte[] bytes, int at, SplittableRandom random) {
        long number = EXTREMES[random.nextInt(EXTREMES.length)];
        int size = 1 << random.nextInt(4);
        boolean lowestFirst = random.nextBoolean();
        for (int i = 0; i < size && at + i < bytes.length; i++) {
            bytes[at + i] = (byte) (number >>> 8 * (lowestFirst ? i : size - 1 - i));
        }
        return bytes;
    }

    private static byte[] withRepeated(byte[] bytes, int from, int to, int times) {
        byte[] piece = Arrays.copyOfRange(bytes, from, to);
        byte[] all = head(bytes, to);
        for (int i = 0; i < times; i++) {
            all = joined(all, piece);
        }
        return joined(all, tail(bytes, to));
    }

    /// Puts a piece of another file at a place, or all of the other from the same place on.
    private static byte[] withPieceOf(byte[] other, byte[] bytes, int at, SplittableRandom random) {
        if (random.nextBoolean()) {
            return joined(head(bytes, at), tail(other, Math.min(at, other.length)));
        }
        int from = random.nextInt(other.length + 1);
        int to = Math.min(other.length, from + random.nextInt(1, MAX_PIECE));
        return joined(joined(head(bytes, at), head(tail(other, from), to - from)), tail(bytes, at));
    }

    private static byte[] head(byte[] bytes, int to) {
        return Arrays.copyOf(bytes, to);
    }

    private static byte[] tail(byte[] bytes, int from) {
        return Arrays.copyOfRange(bytes, from, bytes.length);
    }

    private static byte[] joined(byte[] a, byte[] b) {
        var out = new ByteArrayOutputStream(a.length + b.length);
        out.writeBytes(a);
        out.writeBytes(b);
        return out.toByteArray();
    }

    private static String shown(byte[] input) {
        int length = Math.min(input.length, SHOWN);
        return HexFormat.of().formatHex(input, 0, length) + (length < input.length ? "..." : "");
    }
}
