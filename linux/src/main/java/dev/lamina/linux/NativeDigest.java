package dev.lamina.linux;

import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.util.Objects;

/// A digest that `libcrypto` computes. It behaves as the JDK's own: it can be cloned, and begins anew after
/// [#digest] and [#reset]. Not for use by several threads at once.
final class NativeDigest extends MessageDigest implements Cloneable {

    /// `sizeof(SHA256_CTX)` is 112 and `sizeof(SHA512_CTX)` 216 in OpenSSL 1.1 and 3; more, should a later one
    /// have grown. Longs, because the larger one consists of numbers of 64 bits.
    static final int STATE_SIZE = 512;

    private final DigestFunctions functions;
    private long[] state = new long[STATE_SIZE / Long.BYTES];

    NativeDigest(DigestFunctions functions) {
        super(functions.algorithm());
        this.functions = functions;
        engineReset();
    }

    @Override
    protected void engineReset() {
        call(functions.init(), MemorySegment.ofArray(state), MemorySegment.NULL, 0);
    }

    @Override
    protected void engineUpdate(byte input) {
        engineUpdate(new byte[] {input}, 0, 1);
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, input.length);
        MemorySegment computation = MemorySegment.ofArray(state);
        MemorySegment bytes = MemorySegment.ofArray(input);
        int done = 0;
        while (done < length) {
            int piece = Math.min(length - done, CriticalCall.MAX_SIZE);
            long start = (long) offset + done;
            call(functions.update(), computation, bytes.asSlice(start, piece), piece);
            done += piece;
        }
    }

    @Override
    protected byte[] engineDigest() {
        byte[] digest = new byte[functions.length()];
        call(functions.finish(), MemorySegment.ofArray(digest), MemorySegment.ofArray(state), 0);
        engineReset();
        return digest;
    }

    @Override
    protected int engineGetDigestLength() {
        return functions.length();
    }

    @Override
    public NativeDigest clone() throws CloneNotSupportedException {
        var copy = (NativeDigest) super.clone();
        copy.state = state.clone();
        return copy;
    }

    private static void call(
            CriticalCall function, MemorySegment first, MemorySegment second, long third) {
        int result = function.call(first, second, third);
        if (result != 1) {
            throw new IllegalStateException(function + ": expected 1, got " + result);
        }
    }
}
