package dev.lamina.linux;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/// SIGQUIT, which a terminal sends at Ctrl-\ and which the JVM answers with a list of its threads. It
/// lets nobody else have the signal, and a handler written in Java could not run where it arrives.
///
/// The kernel calls a handler with the signal's number, which is 3, and a pointer (sigaction(2)). So
/// the C library's `eventfd_write(descriptor, value)` can be the handler: it makes descriptor 3
/// readable if that is an eventfd(2), and is nothing but a write, which a handler may do
/// (signal-safety(7)). Who starts the JVM reserves descriptor 3 by opening `/dev/null` there; else the
/// JVM has a file of its own under that number, and keeps the signal.
final class QuitSignal {

    /// Both the signal and the descriptor.
    private static final int NUMBER = 3;

    private static final Path DESCRIPTOR = Path.of("/proc/self/fd/" + NUMBER);
    private static final Path RESERVED = Path.of("/dev/null");

    /// `EFD_CLOEXEC | EFD_NONBLOCK`
    private static final long EVENT_FLAGS = Descriptor.CLOSE_ON_EXEC | 0x800;

    /// `sizeof(struct sigaction)`, and where its flags lie, in the GNU C library and in musl.
    static final int ACTION_SIZE = 152;

    static final int ACTION_FLAGS = 136;

    /// `SA_SIGINFO | SA_RESTART`
    private static final int FLAGS = 0x4 | 0x10000000;

    /// The action at the signal; as the kernel has it, one for the whole process.
    private static final AtomicReference<Runnable> HANDLER = new AtomicReference<>(() -> {});

    /// The thread that waits for the signal, while there is one.
    private static final AtomicReference<@Nullable Thread> WAITING = new AtomicReference<>();

    private QuitSignal() {}

    /// Has the signal handled from now on, on a thread of its own.
    ///
    /// @return what has it handled again as before
    static Runnable handle(Runnable handler) {
        Runnable before = HANDLER.getAndSet(handler);
        Installation.done();
        return () -> HANDLER.set(before);
    }

    /// Ends the thread that waits for the signal. The JVM's own end takes 300 ms longer while a thread
    /// is in a system call.
    static void end() {
        Thread waiting = WAITING.getAndSet(null);
        if (waiting != null) {
            try {
                new Descriptor(NUMBER)
                        .write(ByteBuffer.allocateDirect(Long.BYTES).put(0, (byte) 1));
                waiting.join();
            } catch (LinuxException e) {
                throw new IllegalStateException("an eventfd can be written", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Done once, by the first who needs it.
    private static final class Installation {

        private static final boolean DONE = take();

        /// Tells whether the signal could be taken from the JVM.
        static boolean done() {
            return DONE;
        }
    }

    private static boolean take() {
        try {
            if (!Files.readSymbolicLink(DESCRIPTOR).equals(RESERVED)) {
                return false;
            }
            long event = new NativeCall("eventfd").call("eventfd", false, 0, EVENT_FLAGS, 0, 0, 0);
            new NativeCall("dup3")
                    .call("eventfd", false, event, NUMBER, Descriptor.CLOSE_ON_EXEC, 0, 0);
            new Descriptor(event).close();
            Thread thread =
                    Thread.ofPlatform()
                            .daemon()
                            .name("signal-quit")
                            .unstarted(() -> pass(new Descriptor(NUMBER)));
            WAITING.set(thread);
            thread.start();
            install();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void install() throws LinuxException {
        long handler = Linker.nativeLinker().defaultLookup().findOrThrow("eventfd_write").address();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment action = arena.allocate(ACTION_SIZE, Long.BYTES);
            action.asByteBuffer()
                    .order(ByteOrder.nativeOrder())
                    .putLong(0, handler)
                    .putInt(ACTION_FLAGS, FLAGS);
            new NativeCall("sigaction").call("SIGQUIT", false, NUMBER, action.address(), 0, 0, 0);
        }
    }

    private static void pass(Descriptor events) {
        ByteBuffer count = ByteBuffer.allocateDirect(Long.BYTES);
        try {
            while (true) {
                events.awaitInput(events, -1);
                events.read(count.clear());
                if (WAITING.get() == null) {
                    return;
                }
                HANDLER.get().run();
            }
        } catch (LinuxException e) {
            throw new IllegalStateException("an eventfd can be read", e);
        }
    }
}
