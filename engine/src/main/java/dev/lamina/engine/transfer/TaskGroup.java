package dev.lamina.engine.transfer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/// Tasks that succeed or fail together: the first failure interrupts the others and keeps those
/// that have not begun from beginning. `synchronized` on the group guards the failure.
final class TaskGroup implements AutoCloseable {

    private final ExecutorService executor;
    private final Runnable stop;
    private @Nullable Throwable failure;

    /// A part of the work.
    @FunctionalInterface
    interface Task {
        void run() throws IOException;
    }

    /// Creates a group.
    ///
    /// @param name        of its threads
    /// @param threadCount how many tasks run at once
    /// @param stop        called at every failure, to wake tasks that do not heed interrupts
    TaskGroup(String name, int threadCount, Runnable stop) {
        this.executor =
                Executors.newFixedThreadPool(
                        threadCount, Thread.ofPlatform().name(name, 0).daemon().factory());
        this.stop = stop;
    }

    /// Has a thread of the group run a task.
    void start(Task task) {
        try {
            executor.execute(() -> run(task));
        } catch (RejectedExecutionException e) {
            // Another task has failed already.
        }
    }

    /// Runs a task in the calling thread.
    void run(Task task) {
        try {
            task.run();
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
            stop.run();
            executor.shutdownNow();
        }
    }

    private synchronized void fail(Throwable e) {
        if (failure == null) {
            failure = e;
        } else {
            failure.addSuppressed(e);
        }
    }

    /// Waits for all tasks, and throws what failed first.
    void join() throws IOException {
        executor.close();
        rethrow();
    }

    private synchronized void rethrow() throws IOException {
        switch (failure) {
            case null -> {}
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new AssertionError(failure);
        }
    }

    @Override
    public void close() {
        executor.close();
    }
}
