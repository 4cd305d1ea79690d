package dev.lamina.registry;

import dev.lamina.registry.http.Content;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/// The bytes of a blob on their way to a registry, in pieces, as the network takes them.
final class BlobBody implements Content, AutoCloseable {

    private static final int PIECE = 1 << 16;

    private final BlobSource source;
    private final long start;
    private final long size;
    private final ProgressCallback progress;
    private volatile long position;
    private volatile @Nullable IOException failure;
    private volatile @Nullable InputStream open;

    /// Sends the bytes from `start` to `size`.
    BlobBody(BlobSource source, long start, long size, ProgressCallback progress) {
        this.source = source;
        this.start = start;
        this.size = size;
        this.progress = progress;
        this.position = start;
    }

    @Override
    public HttpRequest.BodyPublisher publisher() {
        if (start == size) {
            return HttpRequest.BodyPublishers.noBody();
        }
        return HttpRequest.BodyPublishers.fromPublisher(
                HttpRequest.BodyPublishers.ofByteArrays(this::pieces), size - start);
    }

    /// Where the bytes end, counted from the start of the blob.
    long size() {
        return size;
    }

    @Override
    public long sent() {
        return position;
    }

    @Override
    public boolean isComplete() {
        return position == size;
    }

    /// Returns why the bytes could not be read here, which sending them again would not mend.
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void close() throws IOException {
        InputStream in = open;
        if (in != null) {
            in.close();
        }
    }

    private Iterator<byte[]> pieces() {
        try {
            close();
            open = source.openStream(start);
            position = start;
            return new Pieces(open);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private UncheckedIOException failed(IOException e) {
        failure = e;
        return new UncheckedIOException(e);
    }

    /// One reading of the source.
    private final class Pieces implements Iterator<byte[]> {

        private final InputStream in;

        Pieces(InputStream in) {
            this.in = in;
        }

        @Override
        public boolean hasNext() {
            return position < size;
        }

        @Override
        public byte[] next() {
            long before = position;
            if (before >= size) {
                throw new NoSuchElementException();
            }
            progress.on(before);
            try {
                byte[] piece = in.readNBytes((int) Math.min(PIECE, size - before));
                if (piece.length == 0) {
                    throw new IOException("blob, size: expected " + size + " bytes, got " + before);
                }
                position = before + piece.length;
                if (position == size) {
                    progress.on(size);
                }
                return piece;
            } catch (IOException e) {
                throw failed(e);
            }
        }
    }
}
