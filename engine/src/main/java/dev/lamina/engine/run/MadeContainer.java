package dev.lamina.engine.run;

import dev.lamina.engine.container.ContainerExit;
import dev.lamina.engine.container.ContainerRecord;
import dev.lamina.engine.container.ContainerShelf;
import dev.lamina.engine.disk.StoreLock;
import dev.lamina.engine.store.Store;

import java.io.IOException;
import java.time.Instant;

/// A container that is made, and whose end this process will note: the lock says so to all others, until
/// this is closed.
final class MadeContainer implements AutoCloseable {

    private final ContainerShelf shelf;
    private final ContainerRecord record;
    private final StoreLock lock;

    private MadeContainer(ContainerShelf shelf, ContainerRecord record, StoreLock lock) {
        this.shelf = shelf;
        this.record = record;
        this.lock = lock;
    }

    /// Makes it: the first of the three acts, of which starting and waiting are the others. It is locked
    /// before anybody can see it: one that is to be removed at its end and that nobody waits for would be
    /// taken for a leftover.
    static MadeContainer create(Store store, ContainerShelf shelf, Creation creation)
            throws IOException {
        try (StoreLock _ = store.use();
                StoreLock _ = store.lock("containers")) {
            ContainerRecord record = creation.record();
            StoreLock lock = store.lock(ContainerWatch.lockName(record.id()));
            boolean made = false;
            try {
                shelf.add(record);
                made = true;
                return new MadeContainer(shelf, record, lock);
            } finally {
                if (!made) {
                    lock.close();
                }
            }
        }
    }

    ContainerRecord record() {
        return record;
    }

    /// Notes the end, or removes the container if it goes with that.
    ///
    /// @param started when its command was started, or was to be
    /// @param code    its exit status
    void end(Instant started, int code) throws IOException {
        if (record.removeAfterwards()) {
            shelf.remove(record.id(), false);
        } else {
            shelf.setExit(record.id(), new ContainerExit(started, Instant.now(), code));
        }
    }

    @Override
    public void close() {
        lock.close();
    }
}
