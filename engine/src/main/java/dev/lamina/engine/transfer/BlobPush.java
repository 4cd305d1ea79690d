package dev.lamina.engine.transfer;

import dev.lamina.engine.store.Store;
import dev.lamina.engine.value.image.TransferEvent;
import dev.lamina.engine.value.image.TransferListener;
import dev.lamina.image.Descriptor;
import dev.lamina.image.Reference;
import dev.lamina.registry.RegistryClient;

import java.io.IOException;

/// Sees to it that a repository has a blob: it has it already, or takes it from another repository
/// of its registry, or is sent it.
final class BlobPush {

    private final Store store;
    private final RegistryClient registry;
    private final Reference repository;
    private final BlobSources sources;

    BlobPush(Store store, RegistryClient registry, Reference repository, BlobSources sources) {
        this.store = store;
        this.registry = registry;
        this.repository = repository;
        this.sources = sources;
    }

    void run(Descriptor blob, TransferListener listener) throws IOException {
        RegistryClient told =
                registry.telling(
                        (attempt, wait, reason) ->
                                listener.on(
                                        new TransferEvent.LayerRetrying(
                                                blob, attempt, wait, reason)));
        run(blob, told, listener);
    }

    private void run(Descriptor blob, RegistryClient told, TransferListener listener)
            throws IOException {
        if (told.blobExists(repository, blob.digest())) {
            listener.on(new TransferEvent.LayerExists(blob));
            return;
        }
        for (Reference source : sources.of(blob.digest())) {
            if (told.mountBlob(repository, blob.digest(), source)) {
                listener.on(new TransferEvent.LayerMounted(blob, source));
                return;
            }
        }
        told.pushBlob(
                repository,
                blob,
                new StoredBlob(store, blob.digest()),
                bytes -> listener.on(new TransferEvent.LayerProgress(blob, bytes, blob.size())));
        listener.on(new TransferEvent.LayerVerified(blob));
        listener.on(new TransferEvent.LayerCommitted(blob));
    }
}
