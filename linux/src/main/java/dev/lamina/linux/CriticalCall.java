package dev.lamina.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/// One C function of a library that only computes: it does not wait and does not call back. So it is called
/// without leaving Java, and arrays of Java are handed over where they lie ([Linker.Option#critical]).
///
/// All are linked with the same shape, two pointers and a `long`, so that the costly part of linking happens
/// once: on x86-64 and AArch64 each argument is one register, and a callee looks only at those of its
/// prototype. What a function without a result leaves in the register of results means nothing.
///
/// No thread can collect garbage during a call. So a caller hands over pieces.
final class CriticalCall {

    /// The most bytes that one call may compute over: a millisecond where a processor does 250 MB/s.
    static final int MAX_SIZE = 256 * 1024;

    private static final FunctionDescriptor SHAPE =
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG);

    private final String name;
    private final MethodHandle handle;

    /// Links a function.
    ///
    /// @throws java.util.NoSuchElementException if the library has no such function
    CriticalCall(SymbolLookup library, String name) {
        this.name = name;
        this.handle =
                Linker.nativeLinker()
                        .downcallHandle(
                                library.findOrThrow(name), SHAPE, Linker.Option.critical(true));
    }

    /// Calls the function. It checks nothing: bounds are the caller's to check.
    int call(MemorySegment first, MemorySegment second, long third) {
        try {
            return (int) handle.invokeExact(first, second, third);
        } catch (Throwable e) {
            throw new AssertionError(name + " does not throw", e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
