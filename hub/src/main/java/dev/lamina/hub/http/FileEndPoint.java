package dev.lamina.hub.http;

import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/// A connection that sends a buffer mapped from a file by sendfile(2) instead of reading it.
///
/// Jetty's HTTP generator passes the body's buffer on as it is. The handler maps the file, which
/// costs no reading, and says which file the buffer is ([#attach]); when exactly that buffer is to
/// be flushed, the kernel moves the bytes from the page cache to the socket. Where the buffer is
/// not passed on as it is (TLS), it is an ordinary one and still right.
final class FileEndPoint extends SocketChannelEndPoint {

    private final SocketChannel channel;
    private volatile @Nullable Attachment attachment;

    FileEndPoint(
            SocketChannel channel,
            ManagedSelector selector,
            SelectionKey key,
            Scheduler scheduler) {
        super(channel, selector, key, scheduler);
        this.channel = channel;
    }

    /// Says that `buffer` is mapped from `file` at `position`, until [#detach].
    void attach(ByteBuffer buffer, FileChannel file, long position) {
        attachment = new Attachment(buffer, file, position - buffer.position());
    }

    void detach() {
        attachment = null;
    }

    @Override
    public boolean flush(ByteBuffer... buffers) throws IOException {
        Attachment attached = attachment;
        int last = buffers.length - 1;
        if (attached == null || last < 0 || buffers[last] != attached.buffer) {
            return super.flush(buffers);
        }
        for (int i = 0; i < last; i++) {
            if (buffers[i].hasRemaining() && !super.flush(buffers[i])) {
                return false;
            }
        }
        return attached.send(channel);
    }

    private record Attachment(ByteBuffer buffer, FileChannel file, long start) {

        /// Sends until the socket takes no more; true if nothing is left.
        boolean send(SocketChannel channel) throws IOException {
            while (buffer.hasRemaining()) {
                int position = buffer.position();
                long sent = file.transferTo(start + position, buffer.remaining(), channel);
                if (sent <= 0) {
                    return false;
                }
                buffer.position(position + (int) sent);
            }
            return true;
        }
    }
}
