package dev.lamina.linux;

import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// Terminals that a process has: ioctl_tty(2).
public final class Terminals {

    /// `TIOCGWINSZ`
    private static final long GET_SIZE = 0x5413;

    /// `int ioctl(int descriptor, unsigned long operation, struct winsize *size)`
    private static final NativeCall IOCTL = new NativeCall("ioctl");

    private Terminals() {}

    /// How large a terminal is, in characters; zeros if it does not say.
    public record Size(int rows, int columns) {}

    /// Returns the size of the terminal that a descriptor is; nothing if it is none.
    public static Optional<Size> size(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment size = arena.allocate(JAVA_SHORT, 4);
            IOCTL.call(
                    "descriptor " + descriptor, false, descriptor, GET_SIZE, size.address(), 0, 0);
            return Optional.of(
                    new Size(
                            Short.toUnsignedInt(size.getAtIndex(JAVA_SHORT, 0)),
                            Short.toUnsignedInt(size.getAtIndex(JAVA_SHORT, 1))));
        } catch (LinuxException e) {
            return Optional.empty();
        }
    }
}
