package dev.lamina.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// The bytes of a blob on their way to a registry, in pieces, as the network takes them.
final class BlobBody implements Iterator<byte[]> {

    private static final int PIECE = 1 << 16;

    private final InputStream in;
    private final long size;
    private final ProgressCallback progress;
    private long position;

    private BlobBody(InputStream in, long offset, long size, ProgressCallback progress) {
        this.in = in;
        this.size = size;
        this.progress = progress;
        this.position = offset;
    }

    /// Publishes the bytes from `offset` to `size`.
    static HttpRequest.BodyPublisher of(
            BlobSource source, long offset, long size, ProgressCallback progress) {
        Iterable<byte[]> pieces =
                () -> {
                    try {
                        return new BlobBody(source.openStream(offset), offset, size, progress);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                };
        return HttpRequest.BodyPublishers.fromPublisher(
                HttpRequest.BodyPublishers.ofByteArrays(pieces), size - offset);
    }

    @Override
    public boolean hasNext() {
        if (position < size) {
            return true;
        }
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return false;
    }

    @Override
    public byte[] next() {
        if (position >= size) {
            throw new NoSuchElementException();
        }
        progress.on(position);
        try {
            byte[] piece = in.readNBytes((int) Math.min(PIECE, size - position));
            if (piece.length == 0) {
                throw new IOException("blob, size: expected " + size + " bytes, got " + position);
            }
            position += piece.length;
            if (position == size) {
                progress.on(size);
            }
            return piece;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
