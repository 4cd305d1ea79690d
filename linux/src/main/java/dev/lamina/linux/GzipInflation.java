package dev.lamina.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.zip.DataFormatException;

/// Inflates what follows the header of gzip members with [IsaL], one after the other; trailers are
/// checked by the library. Not for use by several threads at once.
public final class GzipInflation implements AutoCloseable {

    /// `sizeof(struct inflate_state)` is 87,368 in 2.30; more, should a later one have grown.
    static final long STATE_SIZE = 128 * 1024;

    static final long NEXT_OUT = 0;
    static final long AVAIL_OUT = 8;
    static final long NEXT_IN = 16;
    static final long AVAIL_IN = 32;
    static final long BLOCK_STATE = 21_160;
    static final long CRC_FLAG = 21_172;

    /// `ISAL_GZIP_NO_HDR_VER`: no header, and a trailer that is checked.
    static final int GZIP_AFTER_HEADER = 6;

    /// `ISAL_BLOCK_FINISH`: the member has ended.
    static final int FINISHED = 5;

    /// `ISAL_INCORRECT_CHECKSUM`
    private static final int INCORRECT_CHECKSUM = -6;

    private static final int CHUNK = CriticalCall.MAX_SIZE;

    private final IsaL library;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment state = arena.allocate(STATE_SIZE, 64);
    private final MemorySegment input = arena.allocate(CHUNK);
    private final MemorySegment output = arena.allocate(CHUNK);
    private byte[] pending = new byte[0];
    private int pendingOffset;
    private int pendingLength;

    GzipInflation(IsaL library) {
        this.library = library;
        library.init(state);
        state.set(JAVA_INT, CRC_FLAG, GZIP_AFTER_HEADER);
    }

    /// Hands over input, which must not change until [#remainingInput] is 0.
    public void setInput(byte[] array, int offset, int length) {
        pending = array;
        pendingOffset = offset;
        pendingLength = length;
    }

    /// Returns how many bytes of the input are not consumed.
    public int remainingInput() {
        return pendingLength + available();
    }

    /// Fills `target` as far as the input reaches.
    ///
    /// @return how many bytes were written; 0 if more input is needed, or the member has ended
    /// @throws DataFormatException if the input is damaged
    public int decode(byte[] target, int offset, int length) throws DataFormatException {
        int room = Math.min(length, CHUNK);
        while (!isMemberEnded()) {
            feed();
            state.set(ADDRESS, NEXT_OUT, output);
            state.set(JAVA_INT, AVAIL_OUT, room);
            int result = library.inflate(state);
            if (result < 0) {
                throw new DataFormatException(describe(result));
            }
            int written = room - state.get(JAVA_INT, AVAIL_OUT);
            if (written > 0) {
                MemorySegment.copy(output, JAVA_BYTE, 0, target, offset, written);
                return written;
            }
            if (remainingInput() == 0) {
                return 0;
            }
        }
        return 0;
    }

    /// Tells whether the member has ended and its trailer was right.
    public boolean isMemberEnded() {
        return state.get(JAVA_INT, BLOCK_STATE) == FINISHED;
    }

    /// Begins another member, without input.
    ///
    /// @return how many bytes of the input were not consumed: at its end
    public int nextMember() {
        int remaining = remainingInput();
        pendingLength = 0;
        library.reset(state);
        state.set(JAVA_INT, AVAIL_IN, 0);
        state.set(JAVA_INT, CRC_FLAG, GZIP_AFTER_HEADER);
        return remaining;
    }

    /// Gives the memory back; may be called twice.
    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }

    /// Copies the next piece of input to native memory, when the piece before is consumed.
    private void feed() {
        if (available() == 0 && pendingLength > 0) {
            int piece = Math.min(pendingLength, CHUNK);
            MemorySegment.copy(pending, pendingOffset, input, JAVA_BYTE, 0, piece);
            state.set(ADDRESS, NEXT_IN, input);
            state.set(JAVA_INT, AVAIL_IN, piece);
            pendingOffset += piece;
            pendingLength -= piece;
        }
    }

    private int available() {
        return state.get(JAVA_INT, AVAIL_IN);
    }

    private static String describe(int result) {
        return switch (result) {
            case INCORRECT_CHECKSUM -> "incorrect gzip checksum";
            default -> "damaged deflate data (" + result + ")";
        };
    }
}
