package dev.lamina.linux;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.concurrent.SynchronousQueue;

/// A mount namespace of its own: what is mounted in it is seen only there, and by the processes
/// started there. When the last of these has ended, however it ended, all of it is gone
/// (mount_namespaces(7)).
///
/// A namespace belongs to a thread, so each has a platform thread that does what is to be done
/// there. Opening returns at once; the first work waits for it, and throws what it threw.
public final class MountNamespace implements AutoCloseable {

    /// `CLONE_NEWNS`.
    private static final long NEW_MOUNTS = 0x20000;

    /// `MS_REC | MS_PRIVATE`: what is mounted below here is not told to other namespaces.
    private static final long PRIVATE = 0x4000 | 0x40000;

    private final SynchronousQueue<Task<?>> tasks = new SynchronousQueue<>();
    private final Thread thread;
    private @Nullable IOException failure;

    private MountNamespace() {
        thread = Thread.ofPlatform().name("mount-namespace").daemon().unstarted(this::serve);
    }

    /// Begins a namespace that shows what this one shows.
    public static MountNamespace open() {
        var namespace = new MountNamespace();
        namespace.thread.start();
        return namespace;
    }

    /// Does what is slow in opening the first one, and leaves nothing behind.
    public static void prepare() {
        try {
            // Any call will do: all have one shape, and what is linked for the first serves all.
            new NativeCall("getppid").call("process", false, 0, 0, 0, 0, 0);
        } catch (LinuxException e) {
            throw new AssertionError("getppid does not fail", e);
        }
    }

    /// Something to do in the namespace.
    ///
    /// @param <T> what it gives
    @FunctionalInterface
    public interface Work<T> {

        /// Does it.
        T call() throws IOException;
    }

    /// Does work in the namespace and waits for its end. Processes that it starts are in the
    /// namespace too.
    ///
    /// @throws LinuxException with EPERM if the process lacks CAP_SYS_ADMIN
    public <T> T call(Work<T> work) throws IOException {
        var task = new Task<>(work);
        try {
            tasks.put(task);
            return task.result();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted at work in a mount namespace");
        }
    }

    private void serve() {
        try {
            unshare();
        } catch (IOException e) {
            failure = e;
        }
        try {
            while (true) {
                tasks.take().run(failure);
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private static void unshare() throws IOException {
        Calls.UNSHARE.call("mount namespace", false, NEW_MOUNTS, 0, 0, 0, 0);
        Mounts.mount("none", Path.of("/"), "none", PRIVATE, "");
    }

    /// Ends the thread. The namespace stays for the processes in it.
    @Override
    public void close() {
        thread.interrupt();
    }

    /// Linked by the namespace's own thread, so that the opener can do something else meanwhile.
    private static final class Calls {

        /// `int unshare(int flags)`; changes the calling thread only.
        static final NativeCall UNSHARE = new NativeCall("unshare");
    }

    /// Work and its outcome; `synchronized` guards it.
    private static final class Task<T> {

        private final Work<T> work;
        private boolean done;
        private @Nullable T value;
        private @Nullable Throwable thrown;

        Task(Work<T> work) {
            this.work = work;
        }

        void run(@Nullable IOException failure) {
            T result = null;
            Throwable problem = failure;
            if (failure == null) {
                try {
                    result = work.call();
                } catch (IOException | RuntimeException | Error e) {
                    problem = e;
                }
            }
            synchronized (this) {
                value = result;
                thrown = problem;
                done = true;
                notifyAll();
            }
        }

        synchronized T result() throws IOException, InterruptedException {
            while (!done) {
                wait();
            }
            if (thrown instanceof IOException e) {
                throw e;
            }
            if (thrown instanceof RuntimeException e) {
                throw e;
            }
            if (thrown instanceof Error e) {
                throw e;
            }
            return value;
        }
    }
}
