package dev.lamina.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// Intel's ISA-L, `libisal.so.2`: inflates about twice as fast as zlib where it is installed.
///
/// Source: `igzip_lib.h` of ISA-L 2.30.
public final class IsaL {

    private static final String LIBRARY = "libisal.so.2";

    private final MethodHandle init;
    private final MethodHandle reset;
    private final MethodHandle inflate;

    private IsaL(SymbolLookup library) {
        Linker linker = Linker.nativeLinker();
        FunctionDescriptor action = FunctionDescriptor.ofVoid(ADDRESS);
        // void isal_inflate_init(struct inflate_state *state)
        init = linker.downcallHandle(library.findOrThrow("isal_inflate_init"), action);
        // void isal_inflate_reset(struct inflate_state *state)
        reset = linker.downcallHandle(library.findOrThrow("isal_inflate_reset"), action);
        // int isal_inflate(struct inflate_state *state)
        inflate =
                linker.downcallHandle(
                        library.findOrThrow("isal_inflate"),
                        FunctionDescriptor.of(JAVA_INT, ADDRESS));
    }

    /// Loads the library; empty if it is not installed.
    public static Optional<IsaL> load() {
        try {
            return Optional.of(new IsaL(SymbolLookup.libraryLookup(LIBRARY, Arena.global())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Begins to inflate a gzip stream.
    public GzipInflation newInflation() {
        return new GzipInflation(this);
    }

    void init(MemorySegment state) {
        try {
            init.invokeExact(state);
        } catch (Throwable e) {
            throw new AssertionError("isal_inflate_init does not throw", e);
        }
    }

    void reset(MemorySegment state) {
        try {
            reset.invokeExact(state);
        } catch (Throwable e) {
            throw new AssertionError("isal_inflate_reset does not throw", e);
        }
    }

    int inflate(MemorySegment state) {
        try {
            return (int) inflate.invokeExact(state);
        } catch (Throwable e) {
            throw new AssertionError("isal_inflate does not throw", e);
        }
    }
}
