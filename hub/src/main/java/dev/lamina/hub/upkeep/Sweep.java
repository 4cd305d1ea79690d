package dev.lamina.hub.upkeep;

import dev.lamina.hub.blob.BlobStore;
import dev.lamina.hub.blob.StoreVisitor;
import dev.lamina.hub.catalog.content.Catalog;
import dev.lamina.hub.db.DatabaseException;
import dev.lamina.image.Digest;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Garbage collection, while pushes and pulls go on.
///
/// A blob goes in three steps, each safe to be the last one before a crash. First repositories lose
/// their hold on it, if no manifest of theirs names it and no client was told for a while that it
/// is there. Then the catalog forgets it, if no repository holds it. Then the store removes what
/// the catalog does not know. For the time of the last step nobody can publish the same blob again;
/// other pushes go on. Several hubs may sweep at once.
public final class Sweep {

    private final Catalog catalog;
    private final BlobStore store;
    private final InstantSource clock;
    private final Duration grace;

    public Sweep(Catalog catalog, BlobStore store, InstantSource clock, Duration grace) {
        this.catalog = catalog;
        this.store = store;
        this.clock = clock;
        this.grace = grace;
    }

    /// Sweeps once. What fails keeps it from nothing else: on a full disk the catalog can be written
    /// again as soon as the first file is gone.
    ///
    /// @throws IOException the first failure
    public void run() throws IOException {
        Instant before = clock.instant().minus(grace);
        var failures = new Failures();
        var expired = new ArrayList<UUID>();
        failures.run(() -> expired.addAll(catalog.unused().expireUploads(before)));
        for (UUID upload : expired) {
            failures.run(() -> store.upload(upload).discard());
        }
        failures.run(() -> catalog.unused().releaseBlobs(before));
        failures.run(() -> catalog.unused().forgetBlobs());
        store.visit(new Broom(before, failures));
        failures.end();
    }

    /// Something that a sweep does.
    @FunctionalInterface
    private interface Step {

        void run() throws IOException;
    }

    /// Keeps some failures until all is done: blobs that cannot be removed keep no others from it. After
    /// some of the catalog's, or many in a row, there is no use in going on.
    private static final class Failures {

        private static final int MAX_KEPT = 20;

        private static final int MAX_OF_CATALOG = 20;
        private static final int MAX_IN_A_ROW = 100;

        private final List<IOException> all = new ArrayList<>();
        private int ofCatalog;
        private int inARow;

        void run(Step step) throws IOException {
            try {
                step.run();
                inARow = 0;
            } catch (IOException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                if (all.size() < MAX_KEPT) {
                    all.add(e);
                }
                inARow++;
                if (e instanceof DatabaseException && ++ofCatalog >= MAX_OF_CATALOG
                        || inARow >= MAX_IN_A_ROW) {
                    end();
                }
            }
        }

        void end() throws IOException {
            if (!all.isEmpty()) {
                IOException first = all.getFirst();
                all.stream().skip(1).forEach(first::addSuppressed);
                throw first;
            }
        }
    }

    /// Removes what the catalog does not know.
    private final class Broom implements StoreVisitor {

        private final Instant before;
        private final Failures failures;

        Broom(Instant before, Failures failures) {
            this.before = before;
            this.failures = failures;
        }

        @Override
        public void blob(Digest digest, Instant modified) throws IOException {
            failures.run(
                    () ->
                            catalog.unused()
                                    .removeUnknown(
                                            digest, clock.instant(), () -> store.delete(digest)));
        }

        /// An upload in one request is never known, but young.
        @Override
        public void upload(UUID id, Instant modified) throws IOException {
            failures.run(
                    () -> {
                        if (modified.isBefore(before) && !catalog.unused().knowsUpload(id)) {
                            store.upload(id).discard();
                        }
                    });
        }
    }
}
