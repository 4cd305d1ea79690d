package dev.lamina.engine.transfer;

import dev.lamina.engine.store.LayerIngest;
import dev.lamina.image.compression.DecoderLimits;
import dev.lamina.image.compression.GzipDecoder;
import dev.lamina.image.compression.LayerDecoder;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/// Moves one layer from its compressed bytes to its tar, in three threads: receive, hash and write
/// the blob; inflate; hash, index and write the tar. Two cores are busy with one layer, and memory
/// is bounded by the buffers of two pipes.
final class LayerPipeline {

    private static final int BLOB_BUFFER = 64 * 1024;
    private static final int TAR_BUFFER = 128 * 1024;
    private static final int BUFFER_COUNT = 4;

    private final RemoteLayer layer;
    private final Supplier<GzipDecoder> gzip;
    private final Pipe compressed = new Pipe(BUFFER_COUNT, BLOB_BUFFER);
    private final Pipe tar = new Pipe(BUFFER_COUNT, TAR_BUFFER);

    LayerPipeline(RemoteLayer layer, Supplier<GzipDecoder> gzip) {
        this.layer = layer;
        this.gzip = gzip;
    }

    /// Runs until the layer is written; nothing is committed.
    ///
    /// @param source puts the compressed bytes into the pipe, and then verifies the blob
    void run(TaskGroup.Task source, LayerIngest ingest) throws IOException {
        try (var stages = new TaskGroup("layer-", 2, this::breakOff)) {
            stages.start(source);
            stages.start(this::inflate);
            stages.run(() -> write(ingest));
            stages.join();
        }
    }

    private void breakOff() {
        compressed.breakOff();
        tar.breakOff();
    }

    /// Returns the pipe that the source fills.
    Pipe compressed() {
        return compressed;
    }

    private void inflate() throws IOException {
        try (InputStream in =
                LayerDecoder.open(
                        compressed.stream(),
                        gzip,
                        DecoderLimits.DEFAULT,
                        "layer " + layer.blob().digest())) {
            while (true) {
                Pipe.Chunk chunk = tar.takeEmpty();
                int length = in.read(chunk.bytes(), 0, chunk.bytes().length);
                if (length < 0) {
                    break;
                }
                tar.put(chunk, length);
            }
            tar.end();
        }
    }

    private void write(LayerIngest ingest) throws IOException {
        while (true) {
            Pipe.Chunk chunk = tar.take();
            if (chunk.length() == 0) {
                return;
            }
            ingest.write(chunk.bytes(), 0, chunk.length());
            tar.giveBack(chunk);
        }
    }
}
