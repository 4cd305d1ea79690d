package dev.lamina.hub;

import dev.lamina.hub.blob.BlobStore;
import dev.lamina.hub.blob.StoreVisitor;
import dev.lamina.hub.catalog.Catalog;
import dev.lamina.image.Digest;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/// Garbage collection, while pushes and pulls go on.
///
/// A blob goes in three steps, each safe to be the last one before a crash. First repositories lose
/// their hold on it, if no manifest of theirs names it and no client was told for a while that it
/// is there. Then the catalog forgets it, if no repository holds it. Then the store removes what
/// the catalog does not know. For the time of the last step nobody can publish the same blob again;
/// other pushes go on. Several hubs may sweep at once.
final class Sweep {

    private final Catalog catalog;
    private final BlobStore store;
    private final InstantSource clock;
    private final Duration grace;

    Sweep(Catalog catalog, BlobStore store, InstantSource clock, Duration grace) {
        this.catalog = catalog;
        this.store = store;
        this.clock = clock;
        this.grace = grace;
    }

    /// Sweeps once.
    void run() throws IOException {
        Instant before = clock.instant().minus(grace);
        for (UUID expired : catalog.unused().expireUploads(before)) {
            store.upload(expired).discard();
        }
        catalog.unused().releaseBlobs(before);
        catalog.unused().forgetBlobs();
        store.visit(new Broom(before));
    }

    /// Removes what the catalog does not know.
    private final class Broom implements StoreVisitor {

        private final Instant before;

        Broom(Instant before) {
            this.before = before;
        }

        @Override
        public void blob(Digest digest, Instant modified) throws IOException {
            catalog.unused().removeUnknown(digest, clock.instant(), () -> store.delete(digest));
        }

        /// An upload in one request is never known, but young.
        @Override
        public void upload(UUID id, Instant modified) throws IOException {
            if (modified.isBefore(before) && !catalog.unused().knowsUpload(id)) {
                store.upload(id).discard();
            }
        }
    }
}
