package dev.lamina.engine.transfer;

import dev.lamina.engine.store.BlobIngest;
import dev.lamina.engine.store.LayerIngest;
import dev.lamina.engine.store.Store;
import dev.lamina.engine.value.image.TransferEvent;
import dev.lamina.engine.value.image.TransferListener;
import dev.lamina.image.Descriptor;
import dev.lamina.image.DigestMismatchException;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.compression.GzipDecoder;
import dev.lamina.image.layer.LayerIndex;
import dev.lamina.registry.RegistryClient;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.Supplier;

/// Receives one layer from a registry. What an earlier attempt received is used, and trusted no
/// more than the rest.
final class LayerReceiver {

    private final Store store;
    private final RegistryClient registry;
    private final Supplier<GzipDecoder> gzip;
    private final TransferListener listener;
    private final RemoteLayer layer;
    private final Descriptor blob;

    LayerReceiver(
            Store store,
            RegistryClient registry,
            Supplier<GzipDecoder> gzip,
            TransferListener listener,
            RemoteLayer layer) {
        this.store = store;
        this.gzip = gzip;
        this.listener = listener;
        this.layer = layer;
        this.blob = layer.blob();
        this.registry =
                registry.telling(
                        (attempt, wait, reason) ->
                                listener.on(
                                        new TransferEvent.LayerRetrying(
                                                layer.blob(), attempt, wait, reason)));
    }

    /// Receives and commits. The caller has the lock of the blob.
    LayerIndex run() throws IOException {
        try (BlobIngest ingest = store.blobs().begin(blob)) {
            return receive(ingest);
        } catch (ResumeException e) {
            // Either what the earlier attempt left is damaged, or the layer is: this tells.
            listener.on(new TransferEvent.LayerRetrying(blob, 2, Duration.ZERO, e.getMessage()));
        }
        try (BlobIngest ingest = store.blobs().begin(blob)) {
            return receive(ingest);
        }
    }

    private LayerIndex receive(BlobIngest ingest) throws IOException {
        try (LayerIngest tar = store.layers().begin(layer.diffId(), layer.blob().digest())) {
            var pipeline = new LayerPipeline(layer, gzip);
            pipeline.run(() -> receive(ingest, pipeline.compressed()), tar);
            LayerIndex index = tar.verify();
            ingest.commit();
            store.commit(tar, blob.digest());
            return index;
        } catch (ImageFormatException | DigestMismatchException e) {
            ingest.discard();
            throw ingest.received() > 0 ? new ResumeException(e) : e;
        }
    }

    private void receive(BlobIngest ingest, Pipe pipe) throws IOException {
        var progress = new Progress(listener, blob);
        if (ingest.received() > 0) {
            try (InputStream in = ingest.openReceived()) {
                pipe.fill(in, progress.afterOld(ingest::verify));
            }
        }
        if (ingest.received() < blob.size()) {
            progress.begin();
            try (InputStream in = registry.openBlob(layer.reference(), blob, ingest.received())) {
                pipe.fill(in, progress.after(ingest::write));
            }
        }
        pipe.end();
        ingest.finish();
        listener.on(new TransferEvent.LayerVerified(blob));
    }

    /// Tells the listener of bytes once they are taken. Used by one thread.
    private static final class Progress {

        private final TransferListener listener;
        private final Descriptor blob;
        private long position;

        Progress(TransferListener listener, Descriptor blob) {
            this.listener = listener;
            this.blob = blob;
        }

        /// Tells that the layer is asked for: until the first bytes come, it is this that lasts.
        void begin() {
            listener.on(new TransferEvent.LayerProgress(blob, position, blob.size()));
        }

        /// For bytes that travelled now.
        Pipe.Sink after(Pipe.Sink sink) {
            return (buffer, offset, length) -> {
                sink.accept(buffer, offset, length);
                position += length;
                listener.on(new TransferEvent.LayerProgress(blob, position, blob.size()));
            };
        }

        /// For bytes of an earlier attempt.
        Pipe.Sink afterOld(Pipe.Sink sink) {
            return (buffer, offset, length) -> {
                sink.accept(buffer, offset, length);
                position += length;
                listener.on(new TransferEvent.LayerResumed(blob, position));
            };
        }
    }

    /// A layer turned out wrong of which a part came from an earlier attempt.
    private static final class ResumeException extends IOException {

        private static final long serialVersionUID = 1L;

        ResumeException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
