package dev.lamina.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// An open file, pipe, terminal or socket of this process, by its number: read(2), write(2),
/// poll(2), pipe(2).
///
/// For what the JDK's streams cannot say: waiting for two things at once, and why a write failed.
/// Programs that are started do not inherit it, unless it is one of the first three.
public final class Descriptor implements AutoCloseable {

    /// `POLLIN`
    private static final int READABLE = 0x1;

    /// `POLLOUT`
    private static final int WRITABLE = 0x4;

    /// `O_CLOEXEC`
    static final long CLOSE_ON_EXEC = 0x80000;

    private static final long POLL_SIZE = 8;
    private static final long POLL_EVENTS = 4;
    private static final long POLL_RESULTS = 6;

    private final int number;

    Descriptor(long number) {
        this.number = Math.toIntExact(number);
    }

    /// Returns one of the standard streams: 0, 1 or 2.
    public static Descriptor standard(int number) {
        if (number < 0 || number > 2) {
            throw new IllegalArgumentException("standard stream: expected 0 to 2, got " + number);
        }
        return new Descriptor(number);
    }

    /// The two ends of a pipe.
    ///
    /// @param source what was written is read from here
    /// @param sink   is written to
    public record Pipe(Descriptor source, Descriptor sink) {}

    /// Opens a pipe.
    public static Pipe pipe() throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ends = arena.allocate(JAVA_INT, 2);
            Calls.PIPE2.call("pipe", false, ends.address(), CLOSE_ON_EXEC, 0, 0, 0);
            return new Pipe(
                    new Descriptor(ends.getAtIndex(JAVA_INT, 0)),
                    new Descriptor(ends.getAtIndex(JAVA_INT, 1)));
        }
    }

    /// Returns the number.
    public int number() {
        return number;
    }

    /// Returns a path by which this process can open the same file once more (proc(5)); a socket has
    /// none that works.
    public Path path() {
        return Path.of("/proc/self/fd/" + number);
    }

    /// Reads what is there into the rest of a buffer; waits if nothing is there yet.
    ///
    /// @param buffer direct
    /// @return the number of bytes; 0 at the end
    /// @throws LinuxException with EAGAIN if nothing is there and the file does not wait
    public int read(ByteBuffer buffer) throws LinuxException {
        long address = MemorySegment.ofBuffer(buffer).address();
        long count = again(Calls.READ, address, buffer.remaining());
        buffer.position(buffer.position() + (int) count);
        return (int) count;
    }

    /// Writes all that is left in a buffer, and waits as long as that takes.
    ///
    /// @param buffer direct
    /// @throws LinuxException with EPIPE if nobody will read it
    public void write(ByteBuffer buffer) throws LinuxException {
        while (buffer.hasRemaining()) {
            try {
                long address = MemorySegment.ofBuffer(buffer).address();
                long count = again(Calls.WRITE, address, buffer.remaining());
                buffer.position(buffer.position() + (int) count);
            } catch (LinuxException e) {
                if (e.errno() != Errno.EAGAIN) {
                    throw e;
                }
                await(WRITABLE, -1, this);
            }
        }
    }

    private long again(NativeCall call, long address, long length) throws LinuxException {
        while (true) {
            try {
                return call.call(this, true, number, address, length, 0, 0);
            } catch (LinuxException e) {
                if (e.errno() != Errno.EINTR) {
                    throw e;
                }
            }
        }
    }

    /// Waits until this or another has something to read, or its end.
    ///
    /// @param millis at most so long; negative for ever
    /// @return whether this has something, which is looked at first
    public boolean awaitInput(Descriptor other, int millis) throws LinuxException {
        return await(READABLE, millis, this, other);
    }

    /// Tells whether there is something to read now, or the end.
    public boolean hasInput() throws LinuxException {
        return await(READABLE, 0, this);
    }

    /// @return whether the first one is ready
    private static boolean await(int event, int millis, Descriptor... descriptors)
            throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment polls = arena.allocate(POLL_SIZE * descriptors.length, POLL_SIZE);
            for (int i = 0; i < descriptors.length; i++) {
                polls.set(JAVA_INT, i * POLL_SIZE, descriptors[i].number);
                polls.set(JAVA_SHORT, i * POLL_SIZE + POLL_EVENTS, (short) event);
            }
            while (true) {
                try {
                    Calls.POLL.call(
                            descriptors[0],
                            false,
                            polls.address(),
                            descriptors.length,
                            millis,
                            0,
                            0);
                    return polls.get(JAVA_SHORT, POLL_RESULTS) != 0;
                } catch (LinuxException e) {
                    if (e.errno() != Errno.EINTR) {
                        throw e;
                    }
                }
            }
        }
    }

    @Override
    public void close() throws LinuxException {
        Calls.CLOSE.call(this, false, number, 0, 0, 0, 0);
    }

    @Override
    public String toString() {
        return "descriptor " + number;
    }

    /// Linked when first needed.
    private static final class Calls {

        /// `int pipe2(int ends[2], int flags)`
        static final NativeCall PIPE2 = new NativeCall("pipe2");

        /// `ssize_t read(int descriptor, void *buffer, size_t size)`
        static final NativeCall READ = new NativeCall("read");

        /// `ssize_t write(int descriptor, const void *buffer, size_t size)`
        static final NativeCall WRITE = new NativeCall("write");

        /// `int poll(struct pollfd *polls, nfds_t count, int milliseconds)`
        static final NativeCall POLL = new NativeCall("poll");

        /// `int close(int descriptor)`
        static final NativeCall CLOSE = new NativeCall("close");
    }
}
