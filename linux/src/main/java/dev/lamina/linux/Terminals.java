package dev.lamina.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/// Terminals that a process has: ioctl_tty(2).
public final class Terminals {

    /// `TIOCGWINSZ`
    private static final long GET_SIZE = 0x5413;

    /// `TCGETS`
    private static final long GET_ATTRIBUTES = 0x5401;

    /// `TCSETSW`: once all output is out.
    private static final long SET_ATTRIBUTES = 0x5403;

    /// `sizeof(struct termios)` of the kernel: four words of flags, the line discipline, 19 characters.
    private static final int ATTRIBUTES_SIZE = 36;

    /// A word of flags, in an array too.
    private static final ValueLayout.OfInt FLAGS = ValueLayout.JAVA_INT_UNALIGNED;

    private static final int INPUT_FLAGS = 0;
    private static final int OUTPUT_FLAGS = 4;
    private static final int CONTROL_FLAGS = 8;
    private static final int LOCAL_FLAGS = 12;
    private static final int MINIMUM = 17 + 6;
    private static final int TIME = 17 + 5;

    /// `IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON`
    private static final int COOKED_INPUT = 0x5eb;

    /// `OPOST`
    private static final int COOKED_OUTPUT = 0x1;

    /// `CSIZE | PARENB`, and `CS8` among them.
    private static final int SIZE_AND_PARITY = 0x130;

    private static final int EIGHT_BITS = 0x30;

    /// `ISIG | ICANON | ECHO | ECHONL | IEXTEN`
    private static final int COOKED_LOCAL = 0x804b;

    /// `int ioctl(int descriptor, unsigned long operation, void *argument)`
    private static final NativeCall IOCTL = new NativeCall("ioctl");

    private Terminals() {}

    /// The size of a terminal, in characters; zeros if it does not say.
    public record Size(int rows, int columns) {}

    /// Returns the size of the terminal that a descriptor is; nothing if it is none.
    public static Optional<Size> size(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment size = arena.allocate(JAVA_SHORT, 4);
            control(descriptor, GET_SIZE, size);
            return Optional.of(
                    new Size(
                            Short.toUnsignedInt(size.getAtIndex(JAVA_SHORT, 0)),
                            Short.toUnsignedInt(size.getAtIndex(JAVA_SHORT, 1))));
        } catch (LinuxException e) {
            return Optional.empty();
        }
    }

    /// Has a terminal pass on every key as it is and show every byte as it is (termios(3),
    /// `cfmakeraw`), in place of lines that can be edited and keys that send signals.
    ///
    /// @return what brings it back to what it was; may be called more than once
    /// @throws LinuxException with ENOTTY if the descriptor is no terminal
    public static Runnable makeRaw(int descriptor) throws LinuxException {
        byte[] before = attributes(descriptor);
        MemorySegment raw = MemorySegment.ofArray(before.clone());
        clear(raw, INPUT_FLAGS, COOKED_INPUT);
        clear(raw, OUTPUT_FLAGS, COOKED_OUTPUT);
        clear(raw, LOCAL_FLAGS, COOKED_LOCAL);
        clear(raw, CONTROL_FLAGS, SIZE_AND_PARITY);
        raw.set(FLAGS, CONTROL_FLAGS, raw.get(FLAGS, CONTROL_FLAGS) | EIGHT_BITS);
        raw.set(JAVA_BYTE, MINIMUM, (byte) 1);
        raw.set(JAVA_BYTE, TIME, (byte) 0);
        setAttributes(descriptor, raw.toArray(JAVA_BYTE));
        return () -> {
            try {
                setAttributes(descriptor, before);
            } catch (LinuxException e) {
                // The terminal is gone.
            }
        };
    }

    private static void clear(MemorySegment attributes, int offset, int flags) {
        attributes.set(FLAGS, offset, attributes.get(FLAGS, offset) & ~flags);
    }

    private static byte[] attributes(int descriptor) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = arena.allocate(ATTRIBUTES_SIZE, Integer.BYTES);
            control(descriptor, GET_ATTRIBUTES, attributes);
            return attributes.toArray(JAVA_BYTE);
        }
    }

    private static void setAttributes(int descriptor, byte[] bytes) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = arena.allocate(ATTRIBUTES_SIZE, Integer.BYTES);
            attributes.copyFrom(MemorySegment.ofArray(bytes));
            control(descriptor, SET_ATTRIBUTES, attributes);
        }
    }

    private static void control(int descriptor, long operation, MemorySegment argument)
            throws LinuxException {
        IOCTL.call(
                "descriptor " + descriptor, false, descriptor, operation, argument.address(), 0, 0);
    }
}
