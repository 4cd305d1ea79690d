package dev.lamina.image.layer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.Objects;

/// The bytes of one file, read out of its layer's tar; holes read as zeros.
///
/// Reads at positions, so that many streams can share a channel. Closing closes the channel.
public final class ContentStream extends InputStream {

    private final FileChannel tar;
    private final FileContent content;
    private long position;
    private int next;

    /// Creates the stream; it owns `tar` from then on.
    public ContentStream(FileChannel tar, FileContent content) {
        this.tar = tar;
        this.content = content;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        long rest = content.size() - position;
        if (length == 0 || rest == 0) {
            return length == 0 ? 0 : -1;
        }
        int wanted = (int) Math.min(length, rest);
        int count = next < content.segments().size() ? read(buffer, offset, wanted, next) : -1;
        if (count < 0) {
            count = zeros(buffer, offset, wanted);
        }
        position += count;
        return count;
    }

    /// Reads from a segment.
    ///
    /// @return -1 if the position is in the hole before the segment
    private int read(byte[] buffer, int offset, int wanted, int number) throws IOException {
        FileContent.Segment segment = content.segments().get(number);
        long done = position - segment.position();
        if (done < 0) {
            return -1;
        }
        int length = (int) Math.min(wanted, segment.length() - done);
        int count = tar.read(ByteBuffer.wrap(buffer, offset, length), segment.tarOffset() + done);
        if (count < 0) {
            throw new EOFException(
                    "tar of a layer: expected content at offset "
                            + (segment.tarOffset() + done)
                            + ", got its end");
        }
        if (done + count == segment.length()) {
            next++;
        }
        return count;
    }

    private int zeros(byte[] buffer, int offset, int wanted) {
        boolean last = next == content.segments().size();
        long end = last ? content.size() : content.segments().get(next).position();
        int count = (int) Math.min(wanted, end - position);
        Arrays.fill(buffer, offset, offset + count, (byte) 0);
        return count;
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
