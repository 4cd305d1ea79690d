package dev.lamina.registry;

import dev.lamina.registry.http.Content;
import dev.lamina.registry.http.ContentSink;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/// The bytes of a blob on their way to a registry, in pieces, as the network takes them.
final class BlobBody implements Content {

    private static final int PIECE = 1 << 16;

    private final BlobSource source;
    private final long start;
    private final long size;
    private final ProgressCallback progress;
    private volatile @Nullable IOException failure;

    /// Sends the bytes from `start` to `size`.
    BlobBody(BlobSource source, long start, long size, ProgressCallback progress) {
        this.source = source;
        this.start = start;
        this.size = size;
        this.progress = progress;
    }

    @Override
    public long length() {
        return size - start;
    }

    @Override
    public void writeTo(ContentSink sink) throws IOException {
        if (start == size) {
            return;
        }
        Optional<FileChannel> file = openFile();
        if (file.isPresent()) {
            try (FileChannel channel = file.get()) {
                writeFile(channel, sink);
            }
        } else {
            try (InputStream in = openStream()) {
                writeStream(in, sink);
            }
        }
        progress.on(size);
    }

    /// Where the bytes end, counted from the start of the blob.
    long size() {
        return size;
    }

    /// Returns why the bytes could not be read here, which sending them again would not mend.
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    private void writeFile(FileChannel file, ContentSink sink) throws IOException {
        long position = start;
        while (position < size) {
            progress.on(position);
            long count = write(file, position, sink);
            if (count == 0) {
                throw tooShort(position);
            }
            position += count;
        }
    }

    private void writeStream(InputStream in, ContentSink sink) throws IOException {
        byte[] piece = new byte[PIECE];
        long position = start;
        while (position < size) {
            progress.on(position);
            int count = read(in, piece, (int) Math.min(PIECE, size - position));
            if (count == 0) {
                throw tooShort(position);
            }
            sink.write(piece, 0, count);
            position += count;
        }
    }

    /// Which of the two failed, is not said: a file that can be read did not.
    private long write(FileChannel file, long position, ContentSink sink) throws IOException {
        try {
            return sink.write(file, position, size - position);
        } catch (IOException e) {
            checkReadable(file, position);
            throw e;
        }
    }

    private void checkReadable(FileChannel file, long position) throws IOException {
        try {
            file.read(ByteBuffer.allocate(1), position);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private Optional<FileChannel> openFile() throws IOException {
        try {
            return source.openFile();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private InputStream openStream() throws IOException {
        try {
            return source.openStream(start);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private int read(InputStream in, byte[] piece, int count) throws IOException {
        try {
            return in.readNBytes(piece, 0, count);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private IOException tooShort(long position) {
        return failed(new IOException("blob, size: expected " + size + " bytes, got " + position));
    }

    private IOException failed(IOException e) {
        failure = e;
        return e;
    }
}
