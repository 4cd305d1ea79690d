package dev.lamina.hub.work;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Some threads of the system that compute for requests, which wait meanwhile.
///
/// Clients take turns, and no one has more than half of the threads, so that others need not wait for all
/// that one of them asks for. Guarded by one lock.
public final class Workers implements AutoCloseable {

    private final String name;
    private final WorkLimits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition available = lock.newCondition();

    /// By client; whose turn is next comes first.
    private final Map<String, Deque<Task<?>>> waiting = new LinkedHashMap<>();

    private final Map<String, Integer> running = new HashMap<>();
    private final List<Task<?>> active = new ArrayList<>();
    private int count;
    private boolean closed;

    private Workers(String name, WorkLimits limits) {
        this.name = name;
        this.limits = limits;
    }

    /// Starts the threads.
    ///
    /// @param name of the threads
    public static Workers start(String name, WorkLimits limits) {
        var workers = new Workers(name, limits);
        for (int i = 0; i < limits.threads(); i++) {
            Thread.ofPlatform().daemon().name(name).start(workers::serve);
        }
        return workers;
    }

    /// Has something computed, and waits for it.
    ///
    /// @param client whose share is used; empty if it is trusted with all of the threads
    /// @throws WorkBusyException if others are computing for too long, too much waits already, or this
    ///     itself has taken too long
    public <T, E extends Exception> T run(String client, Work<T, E> work)
            throws E, WorkBusyException {
        var task = new Task<T>(client, work, lock.newCondition());
        lock.lock();
        try {
            enter(task);
            awaitBegin(task);
            awaitEnd(task);
        } finally {
            lock.unlock();
        }
        return task.<E>outcome();
    }

    private void enter(Task<?> task) throws WorkBusyException {
        Deque<Task<?>> others = waiting.getOrDefault(task.client(), new ArrayDeque<>());
        int most = task.client().isEmpty() ? limits.waiting() : limits.waitingOfClient();
        if (closed || count >= limits.waiting() || others.size() >= most) {
            throw new WorkBusyException(name + ": too much waits to be computed");
        }
        others.add(task);
        waiting.put(task.client(), others);
        count++;
        available.signalAll();
    }

    private void awaitBegin(Task<?> task) throws WorkBusyException {
        long left = limits.patience().toNanos();
        try {
            while (task.state() == Task.State.WAITING && left > 0) {
                left = task.changed().awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (task.state() == Task.State.WAITING) {
            leave(task);
        }
        if (task.state() == Task.State.DROPPED) {
            throw new WorkBusyException(name + ": others are being computed");
        }
    }

    private void leave(Task<?> task) {
        Deque<Task<?>> others = waiting.get(task.client());
        if (others != null && others.remove(task)) {
            count--;
            if (others.isEmpty()) {
                waiting.remove(task.client());
            }
        }
        task.drop();
    }

    /// The work uses what belongs to the request: it must have ended when the request goes on.
    private void awaitEnd(Task<?> task) throws WorkBusyException {
        long left = limits.longest().toNanos();
        try {
            while (task.state() == Task.State.RUNNING && left > 0) {
                left = task.changed().awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (task.state() == Task.State.RUNNING) {
            task.interrupt();
            while (task.state() == Task.State.RUNNING) {
                task.changed().awaitUninterruptibly();
            }
            throw new WorkBusyException(
                    name
                            + ": took longer than "
                            + TimeUnit.NANOSECONDS.toSeconds(limits.longest().toNanos())
                            + " s");
        }
    }

    /// Returns how much waits.
    int waiting() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    private void serve() {
        for (Optional<Task<?>> next = next(); next.isPresent(); next = next()) {
            next.get().compute();
            end(next.get());
        }
    }

    /// Waits for a task, and begins it; empty if there will be none.
    private Optional<Task<?>> next() {
        lock.lock();
        try {
            Optional<Task<?>> task = first();
            while (task.isEmpty() && !closed) {
                available.awaitUninterruptibly();
                task = first();
            }
            task.ifPresent(this::begin);
            return task;
        } finally {
            lock.unlock();
        }
    }

    /// Takes out the oldest task of the client whose turn it is, which goes to the end.
    private Optional<Task<?>> first() {
        Iterator<Map.Entry<String, Deque<Task<?>>>> clients = waiting.entrySet().iterator();
        while (clients.hasNext()) {
            Map.Entry<String, Deque<Task<?>>> client = clients.next();
            if (hasRoom(client.getKey())) {
                Deque<Task<?>> tasks = client.getValue();
                Task<?> task = tasks.remove();
                clients.remove();
                if (!tasks.isEmpty()) {
                    waiting.put(client.getKey(), tasks);
                }
                count--;
                return Optional.of(task);
            }
        }
        return Optional.empty();
    }

    private boolean hasRoom(String client) {
        return client.isEmpty() || running.getOrDefault(client, 0) < limits.share();
    }

    private void begin(Task<?> task) {
        running.merge(task.client(), 1, Integer::sum);
        active.add(task);
        task.begin();
    }

    private void end(Task<?> task) {
        lock.lock();
        try {
            running.computeIfPresent(task.client(), (_, has) -> has == 1 ? null : has - 1);
            active.remove(task);
            task.end();
            available.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Ends the threads: what waits is refused, what runs is interrupted.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            waiting.values().forEach(tasks -> tasks.forEach(Task::drop));
            waiting.clear();
            count = 0;
            active.forEach(Task::interrupt);
            available.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
