package dev.lamina.engine.transfer;

import dev.lamina.engine.store.Store;
import dev.lamina.image.Digest;
import dev.lamina.registry.BlobSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.util.Optional;

/// A blob of the store on its way to a registry, which verifies it.
record StoredBlob(Store store, Digest digest) implements BlobSource {

    @Override
    public InputStream openStream(long offset) throws IOException {
        return store.blobs().open(digest, offset);
    }

    @Override
    public Optional<FileChannel> openFile() throws IOException {
        return Optional.of(store.blobs().openFile(digest));
    }
}
