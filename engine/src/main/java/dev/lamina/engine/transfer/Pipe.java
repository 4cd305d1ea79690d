package dev.lamina.engine.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;

/// Hands bytes from one thread to the next in a few buffers that are used again and again, so that
/// both can be busy and memory stays bounded.
///
/// Whoever fails breaks the pipe: then both sides stop. `synchronized` on the pipe guards all
/// fields.
final class Pipe {

    private final Deque<Chunk> empty = new ArrayDeque<>();
    private final Deque<Chunk> filled = new ArrayDeque<>();
    private boolean ended;
    private boolean broken;

    /// A buffer, and how many of its bytes count. It belongs to the side that took it.
    static final class Chunk {

        private final byte[] bytes;
        private int length;

        private Chunk(int size) {
            this.bytes = new byte[size];
        }

        byte[] bytes() {
            return bytes;
        }

        int length() {
            return length;
        }
    }

    /// Creates a pipe.
    ///
    /// @param count how many buffers it has; at least 2, or the sides take turns
    /// @param size  of each buffer in bytes
    Pipe(int count, int size) {
        for (int i = 0; i < count; i++) {
            empty.add(new Chunk(size));
        }
    }

    /// Waits for a buffer to fill.
    synchronized Chunk takeEmpty() throws IOException {
        while (empty.isEmpty()) {
            await();
        }
        checkBroken();
        return empty.remove();
    }

    /// Passes a buffer on to the reader.
    synchronized void put(Chunk chunk, int length) throws IOException {
        checkBroken();
        chunk.length = length;
        filled.add(chunk);
        notifyAll();
    }

    /// Sees bytes before the reader does.
    @FunctionalInterface
    interface Sink {
        void accept(byte[] buffer, int offset, int length) throws IOException;
    }

    /// Passes a stream on to the reader, up to its end.
    ///
    /// @param sink is given the bytes first
    void fill(InputStream in, Sink sink) throws IOException {
        while (true) {
            Chunk chunk = takeEmpty();
            int length = in.readNBytes(chunk.bytes, 0, chunk.bytes.length);
            if (length == 0) {
                giveBack(chunk);
                return;
            }
            sink.accept(chunk.bytes, 0, length);
            put(chunk, length);
        }
    }

    /// Passes a stream on to the reader, and says that nothing more comes.
    void fillAll(InputStream in) throws IOException {
        fill(in, (buffer, offset, length) -> {});
        end();
    }

    /// Says that nothing more comes.
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /// Waits for a filled buffer.
    ///
    /// @return a buffer to give back; one of length 0 at the end
    synchronized Chunk take() throws IOException {
        while (filled.isEmpty() && !ended) {
            await();
        }
        checkBroken();
        return filled.isEmpty() ? new Chunk(0) : filled.remove();
    }

    /// Gives a buffer back to the writer.
    synchronized void giveBack(Chunk chunk) {
        if (chunk.bytes.length > 0) {
            empty.add(chunk);
            notifyAll();
        }
    }

    /// Makes every call on either side fail from now on.
    synchronized void breakOff() {
        broken = true;
        notifyAll();
    }

    private void await() throws IOException {
        checkBroken();
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted in a transfer");
        }
    }

    private void checkBroken() throws BrokenPipeException {
        if (broken) {
            throw new BrokenPipeException();
        }
    }

    /// The other side has failed, and says why itself.
    static final class BrokenPipeException extends IOException {

        private static final long serialVersionUID = 1L;

        BrokenPipeException() {
            super("the other side of the transfer failed");
        }
    }

    /// Returns the reader's side as a stream.
    InputStream stream() {
        return new PipeStream(this);
    }

    private static final class PipeStream extends InputStream {

        private final Pipe pipe;
        private Chunk chunk = new Chunk(0);
        private int position;
        private boolean atEnd;

        PipeStream(Pipe pipe) {
            this.pipe = pipe;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (position == chunk.length() && !atEnd) {
                pipe.giveBack(chunk);
                chunk = pipe.take();
                position = 0;
                atEnd = chunk.length() == 0;
            }
            if (atEnd) {
                return -1;
            }
            int count = Math.min(length, chunk.length() - position);
            System.arraycopy(chunk.bytes(), position, buffer, offset, count);
            position += count;
            return count;
        }

        @Override
        public int available() {
            return chunk.length() - position;
        }
    }
}
