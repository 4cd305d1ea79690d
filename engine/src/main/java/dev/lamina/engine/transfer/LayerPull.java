package dev.lamina.engine.transfer;

import dev.lamina.engine.disk.StoreLock;
import dev.lamina.engine.store.LayerIngest;
import dev.lamina.engine.store.Store;
import dev.lamina.engine.value.image.TransferEvent;
import dev.lamina.engine.value.image.TransferListener;
import dev.lamina.image.DigestMismatchException;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.compression.GzipDecoder;
import dev.lamina.image.layer.LayerIndex;
import dev.lamina.registry.RegistryClient;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;

/// Brings one layer into the store: its blob, its tar, its index. Of several pulls that want the
/// same layer, in this process or in others, one does the work and the others wait for it.
final class LayerPull {

    private final Store store;
    private final RegistryClient registry;
    private final Supplier<GzipDecoder> gzip;
    private final TransferListener listener;

    LayerPull(
            Store store,
            RegistryClient registry,
            Supplier<GzipDecoder> gzip,
            TransferListener listener) {
        this.store = store;
        this.registry = registry;
        this.gzip = gzip;
        this.listener = listener;
    }

    /// Pulls, unless the layer is there; then the index is absent.
    Optional<LayerIndex> run(RemoteLayer layer) throws IOException {
        if (isThere(layer)) {
            listener.on(new TransferEvent.LayerExists(layer.blob()));
            return Optional.empty();
        }
        try (StoreLock _ = lock(layer)) {
            Optional<LayerIndex> done = Optional.empty();
            if (isThere(layer)) {
                listener.on(new TransferEvent.LayerVerified(layer.blob()));
            } else {
                done = Optional.of(bring(layer));
            }
            listener.on(new TransferEvent.LayerCommitted(layer.blob()));
            return done;
        }
    }

    boolean isThere(RemoteLayer layer) throws IOException {
        return store.blobs().has(layer.blob())
                && store.layers().has(layer.diffId(), layer.blob().digest());
    }

    private StoreLock lock(RemoteLayer layer) throws IOException {
        String name = "blob " + layer.blob().digest();
        Optional<StoreLock> lock = store.tryLock(name);
        if (lock.isPresent()) {
            return lock.get();
        }
        listener.on(new TransferEvent.LayerWaiting(layer.blob()));
        return store.lock(name);
    }

    private LayerIndex bring(RemoteLayer layer) throws IOException {
        if (store.blobs().has(layer.blob())) {
            try {
                return derive(layer);
            } catch (ImageFormatException | DigestMismatchException e) {
                if (store.blobs().check(layer.blob())) {
                    throw e;
                }
                // The blob was damaged on the disk, and is gone now.
            }
        }
        return new LayerReceiver(store, registry, gzip, listener, layer).run();
    }

    /// Makes the tar out of a blob that the store has.
    private LayerIndex derive(RemoteLayer layer) throws IOException {
        try (InputStream in = store.blobs().open(layer.blob().digest());
                LayerIngest ingest = store.layers().begin(layer.diffId(), layer.blob().digest())) {
            var pipeline = new LayerPipeline(layer, gzip);
            pipeline.run(() -> pipeline.compressed().fillAll(in), ingest);
            LayerIndex index = ingest.verify();
            store.commit(ingest, layer.blob().digest());
            listener.on(new TransferEvent.LayerVerified(layer.blob()));
            return index;
        }
    }
}
