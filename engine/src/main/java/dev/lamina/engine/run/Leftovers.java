package dev.lamina.engine.run;

import dev.lamina.engine.container.ContainerRecord;
import dev.lamina.engine.container.ContainerShelf;
import dev.lamina.engine.disk.StoreLock;
import dev.lamina.engine.store.Store;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// Containers that were to be removed at their end, when nobody was there to do it, and what is left of
/// those that were only half made or half removed.
final class Leftovers {

    private final Store store;
    private final Map<String, String> environment;
    private final ContainerShelf shelf;

    Leftovers(Store store, Map<String, String> environment, ContainerShelf shelf) {
        this.store = store;
        this.environment = environment;
        this.shelf = shelf;
    }

    /// Removes them.
    void remove() throws IOException {
        for (ContainerRecord record : shelf.list()) {
            if (record.removeAfterwards()) {
                removeIfLeft(record);
            }
        }
        for (String id : shelf.unfinished()) {
            Optional<StoreLock> lock = store.tryLock(ContainerWatch.lockName(id));
            if (lock.isPresent()) {
                try (StoreLock _ = lock.get()) {
                    // It may have been made to its end before the lock was free.
                    if (shelf.isUnfinished(id)) {
                        shelf.remove(id, false);
                    }
                }
            }
        }
    }

    private void removeIfLeft(ContainerRecord record) throws IOException {
        Optional<StoreLock> lock = store.tryLock(ContainerWatch.lockName(record.id()));
        if (lock.isPresent()) {
            try (StoreLock _ = lock.get()) {
                var watch = new ContainerWatch(store, environment, shelf, record.id());
                if (!watch.runsUnwatched()) {
                    shelf.remove(record.id(), false);
                }
            }
        }
    }
}
