package dev.lamina.hub.upkeep;

import dev.lamina.hub.catalog.content.Inventory;
import dev.lamina.hub.catalog.content.Inventory.KnownBlob;
import dev.lamina.hub.settings.Watcher;

import java.io.IOException;
import java.util.List;

/// Goes through the blobs of an inventory, and tells a watcher how far it is.
final class EveryBlob {

    private static final int PAGE_SIZE = 1000;

    private EveryBlob() {}

    /// What is done with a blob.
    @FunctionalInterface
    interface Step {

        void run(KnownBlob blob) throws IOException;
    }

    static void visit(Inventory inventory, Watcher watcher, Step step) throws IOException {
        long total = inventory.blobBytes();
        long done = 0;
        List<KnownBlob> page = inventory.blobs("", PAGE_SIZE);
        while (!page.isEmpty()) {
            for (KnownBlob blob : page) {
                step.run(blob);
                done += blob.size();
                watcher.progress(done, total);
            }
            page = inventory.blobs(page.getLast().digest().toString(), PAGE_SIZE);
        }
    }
}
