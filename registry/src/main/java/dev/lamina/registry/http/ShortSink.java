package dev.lamina.registry.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// Collects a short body, so that it travels with the head of its request.
record ShortSink(ByteArrayOutputStream message) implements ContentSink {

    @Override
    public void write(byte[] buffer, int offset, int length) {
        message.write(buffer, offset, length);
    }

    @Override
    public long write(FileChannel file, long position, long count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(count, 8 << 10));
        int got = file.read(bytes, position);
        if (got <= 0) {
            return 0;
        }
        message.write(bytes.array(), 0, got);
        return got;
    }
}
