package dev.lamina.hub.blob.s3;

import dev.lamina.hub.blob.StoredBlob;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.function.Supplier;

/// A blob that is an object.
record S3Blob(Bucket bucket, String key, long size, Optional<Supplier<URI>> signer)
        implements StoredBlob {

    @Override
    public Optional<FileChannel> file() {
        return Optional.empty();
    }

    @Override
    public Optional<URI> link() {
        return signer.map(Supplier::get);
    }

    @Override
    public InputStream openStream(long offset, long length) throws IOException {
        return length == 0 ? InputStream.nullInputStream() : bucket.open(key, offset, length);
    }

    @Override
    public void close() {
        // A stream is closed by whoever opened it.
    }
}
