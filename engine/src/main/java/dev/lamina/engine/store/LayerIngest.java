package dev.lamina.engine.store;

import dev.lamina.engine.disk.Ingest;
import dev.lamina.image.DiffId;
import dev.lamina.image.Digest;
import dev.lamina.image.DigestMismatchException;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.layer.LayerIndex;
import dev.lamina.image.layer.LayerIndexer;
import dev.lamina.image.layer.LayerLimits;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Optional;

/// A layer's tar on its way into the store: hashed, indexed and written in one pass.
public final class LayerIngest implements AutoCloseable {

    private final Layers layers;
    private final DiffId diffId;
    private final Optional<Ingest> tar;
    private final MessageDigest hash;
    private final LayerIndexer indexer;
    private Optional<LayerIndex> verified = Optional.empty();

    /// @param tar absent if the tar is there already, as a blob that travels uncompressed
    /// @param hash a new computation of the algorithm of the diffID
    LayerIngest(Layers layers, DiffId diffId, Optional<Ingest> tar, MessageDigest hash) {
        this.layers = layers;
        this.diffId = diffId;
        this.tar = tar;
        this.hash = hash;
        this.indexer = new LayerIndexer("layer " + diffId, LayerLimits.DEFAULT);
    }

    /// Takes the next bytes of the tar.
    ///
    /// @throws ImageFormatException if they are no tar, or break a limit
    public void write(byte[] buffer, int offset, int length) throws IOException {
        hash.update(buffer, offset, length);
        if (tar.isPresent()) {
            tar.get().write(buffer, offset, length);
        }
        indexer.accept(buffer, offset, length);
    }

    /// Checks that the tar is complete and the one that was promised. It is not yet visible.
    ///
    /// @throws DigestMismatchException if it has another diffID
    public LayerIndex verify() throws IOException {
        Digest got = Digest.finish(diffId.digest().algorithm(), hash);
        if (!got.equals(diffId.digest())) {
            throw new DigestMismatchException("layer tar", diffId.digest(), got);
        }
        verified = Optional.of(indexer.finish(diffId));
        return verified.get();
    }

    /// Makes the verified layer visible; see [Store#commit].
    public void commit(Digest blob) throws IOException {
        layers.commit(
                verified.orElseThrow(() -> new IllegalStateException("layer: not verified")),
                tar,
                blob);
    }

    DiffId diffId() {
        return diffId;
    }

    @Override
    public void close() throws IOException {
        if (tar.isPresent()) {
            tar.get().close();
        }
    }
}
