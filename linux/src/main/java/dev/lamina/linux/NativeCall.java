package dev.lamina.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.ByteOrder;
import java.util.Optional;

/// One C function of the standard library that sets errno.
///
/// All are linked with the same shape, five `long` arguments, so that the costly part of linking
/// happens once: on x86-64 and AArch64 an integer or a pointer argument is one register, and a
/// callee looks only at the registers and widths of its prototype.
final class NativeCall {

    private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final int ERRNO = offset("errno");
    private static final FunctionDescriptor SHAPE =
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

    private final String name;
    private final MethodHandle handle;

    /// Links a function.
    ///
    /// @param name of the function, which returns a 32- or 64-bit integer, negative on failure
    NativeCall(String name) {
        this.name = name;
        this.handle = link(name);
    }

    /// Tells whether the library has a function.
    static boolean exists(String name) {
        return Linker.nativeLinker().defaultLookup().find(name).isPresent();
    }

    /// Returns the offset that a path of the layout would say, without the method handles that it
    /// makes: 15 ms of a start.
    /// For the same reason a byte buffer reads the number.
    private static int offset(String name) {
        long offset = 0;
        for (MemoryLayout member : CALL_STATE.memberLayouts()) {
            if (member.name().equals(Optional.of(name))) {
                return (int) offset;
            }
            offset += member.byteSize();
        }
        throw new AssertionError("the call state has " + name);
    }

    private static MethodHandle link(String name) {
        SymbolLookup library = Linker.nativeLinker().defaultLookup();
        return Linker.nativeLinker()
                .downcallHandle(
                        library.findOrThrow(name), SHAPE, Linker.Option.captureCallState("errno"));
    }

    /// Calls the function.
    ///
    /// @param object what it is called on, for the error message
    /// @param wide   whether it returns 64 bits; else the upper half of the register means nothing
    /// @return what it returned, not negative
    /// @throws LinuxException with errno if it returned a negative number
    long call(Object object, boolean wide, long a, long b, long c, long d, long e)
            throws LinuxException {
        long result;
        int errno;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CALL_STATE);
            result = (long) handle.invokeExact(state, a, b, c, d, e);
            errno = state.asByteBuffer().order(ByteOrder.nativeOrder()).getInt(ERRNO);
        } catch (Throwable thrown) {
            throw new AssertionError(name + " does not throw", thrown);
        }
        if (!wide) {
            result = (int) result;
        }
        if (result < 0) {
            throw new LinuxException(name, object, errno);
        }
        return result;
    }
}
