package dev.lamina.registry.http;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// Sends one long body, in a thread of its own: a platform thread, because the kernel moves files while it
/// waits. The end of the connection ends it.
final class Sending implements ContentSink {

    /// What the kernel is given at once: whoever watches sees these steps.
    private static final int STEP = 64 << 10;

    private final Connection connection;
    private final Content content;
    private final Thread thread;
    private volatile boolean begun;
    private volatile long sent;
    private byte @Nullable [] copy;

    /// Begins.
    Sending(Connection connection, Request request) {
        this.connection = connection;
        this.content = request.content();
        this.thread = Thread.ofPlatform().name("upload").daemon().start(() -> run(request.head()));
    }

    private void run(byte[] head) {
        try {
            connection.output().write(head);
            begun = true;
            content.writeTo(this);
        } catch (IOException | RuntimeException | Error e) {
            // A peer that reads no more may have answered: whoever waits for the answer reads it,
            // or the end.
            // Of a source that failed there is no more to wait for, and it tells so itself.
            if (!(e instanceof NetworkException)) {
                connection.close();
            }
        }
    }

    /// The network took no more.
    private static final class NetworkException extends IOException {

        private static final long serialVersionUID = 1L;

        NetworkException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /// How many bytes the network took.
    long sent() {
        return sent;
    }

    /// Whether all bytes were taken, so that it is the peer's turn.
    boolean isComplete() {
        return begun && sent == content.length();
    }

    /// Waits until nobody reads the source any more. The body is sent, or the connection ended.
    void join() throws InterruptedIOException {
        try {
            thread.join();
        } catch (InterruptedException e) {
            connection.close();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        try {
            connection.output().write(buffer, offset, length);
        } catch (IOException e) {
            throw new NetworkException(e);
        }
        sent += length;
    }

    @Override
    public long write(FileChannel file, long position, long count) throws IOException {
        long step = Math.min(count, STEP);
        long moved = connection.isPlain() ? move(file, position, step) : 0;
        if (moved > 0) {
            sent += moved;
            return moved;
        }
        if (copy == null) {
            copy = new byte[STEP];
        }
        int got = file.read(ByteBuffer.wrap(copy, 0, (int) Math.min(step, copy.length)), position);
        if (got <= 0) {
            return 0;
        }
        write(copy, 0, got);
        return got;
    }

    private long move(FileChannel file, long position, long count) throws IOException {
        try {
            return file.transferTo(position, count, connection.channel());
        } catch (IOException e) {
            throw new NetworkException(e);
        }
    }
}
