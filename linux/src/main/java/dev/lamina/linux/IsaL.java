package dev.lamina.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.NoSuchElementException;
import java.util.Optional;

/// Intel's ISA-L, `libisal.so.2`: inflates about twice as fast as zlib where it is installed.
///
/// Source: `igzip_lib.h` of ISA-L 2.30.
public final class IsaL {

    private static final String LIBRARY = "libisal.so.2";

    private final CriticalCall init;
    private final CriticalCall reset;
    private final CriticalCall inflate;

    private IsaL(SymbolLookup library) {
        // void isal_inflate_init(struct inflate_state *state)
        init = new CriticalCall(library, "isal_inflate_init");
        // void isal_inflate_reset(struct inflate_state *state)
        reset = new CriticalCall(library, "isal_inflate_reset");
        // int isal_inflate(struct inflate_state *state)
        inflate = new CriticalCall(library, "isal_inflate");
    }

    /// Loads the library; empty if it is not installed, or lacks what is called here.
    public static Optional<IsaL> load() {
        try {
            return Optional.of(new IsaL(SymbolLookup.libraryLookup(LIBRARY, Arena.global())));
        } catch (IllegalArgumentException | NoSuchElementException e) {
            return Optional.empty();
        }
    }

    /// Begins to inflate a gzip stream.
    public GzipInflation newInflation() {
        return new GzipInflation(this);
    }

    void init(MemorySegment state) {
        init.call(state, MemorySegment.NULL, 0);
    }

    void reset(MemorySegment state) {
        reset.call(state, MemorySegment.NULL, 0);
    }

    /// Inflates what the state has, into at most [CriticalCall#MAX_SIZE] bytes.
    ///
    /// @return 0, or a negative number if the input is damaged
    int inflate(MemorySegment state) {
        return inflate.call(state, MemorySegment.NULL, 0);
    }
}
