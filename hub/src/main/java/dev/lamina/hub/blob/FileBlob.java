package dev.lamina.hub.blob;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/// A blob in an open file.
record FileBlob(FileChannel channel, long size) implements StoredBlob {

    private static final int BUFFER_SIZE = 64 << 10;

    static FileBlob of(FileChannel channel) throws IOException {
        return new FileBlob(channel, channel.size());
    }

    @Override
    public Optional<FileChannel> file() {
        return Optional.of(channel);
    }

    @Override
    public InputStream openStream(long offset, long length) {
        return new BufferedInputStream(new Section(channel, offset, offset + length), BUFFER_SIZE);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /// Reads a part of a file by position, so that several streams can share the channel.
    private static final class Section extends InputStream {

        private final FileChannel channel;
        private final long end;
        private long position;

        Section(FileChannel channel, long position, long end) {
            this.channel = channel;
            this.position = position;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (position >= end) {
                return -1;
            }
            int wanted = (int) Math.min(length, end - position);
            int count = channel.read(ByteBuffer.wrap(buffer, offset, wanted), position);
            position += Math.max(count, 0);
            return count;
        }
    }
}
