package dev.lamina.hub.work;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.locks.Condition;

/// Something that a client wants to have computed. Guarded by the lock of its [Workers], but for the
/// computing itself.
final class Task<T> {

    private final String client;
    private final Work<T, ?> work;
    private final Condition changed;
    private State state = State.WAITING;
    private @Nullable Thread thread;
    private @Nullable T result;
    private @Nullable Throwable failure;

    /// @param changed is signalled when the state has changed
    Task(String client, Work<T, ?> work, Condition changed) {
        this.client = client;
        this.work = work;
        this.changed = changed;
    }

    /// How far it is.
    enum State {
        WAITING,
        RUNNING,
        /// Nobody will compute it.
        DROPPED,
        DONE
    }

    String client() {
        return client;
    }

    State state() {
        return state;
    }

    Condition changed() {
        return changed;
    }

    void begin() {
        thread = Thread.currentThread();
        become(State.RUNNING);
    }

    /// Computes it, without the lock.
    void compute() {
        try {
            result = work.run();
        } catch (Throwable e) {
            failure = e;
        }
    }

    /// An interruption that came too late is not for the thread's next task.
    void end() {
        thread = null;
        Thread.interrupted();
        become(State.DONE);
    }

    void drop() {
        become(State.DROPPED);
    }

    private void become(State next) {
        state = next;
        changed.signalAll();
    }

    /// Tells the work that nobody waits for its result.
    void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    /// Returns what came of it, once it is done.
    @SuppressWarnings("unchecked") // the work throws nothing else
    <E extends Exception> T outcome() throws E {
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        if (failure != null) {
            throw (E) failure;
        }
        return result;
    }
}
