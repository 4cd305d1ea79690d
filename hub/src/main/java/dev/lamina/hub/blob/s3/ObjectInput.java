package dev.lamina.hub.blob.s3;

import dev.lamina.hub.blob.BlobStoreException;

import software.amazon.awssdk.core.exception.SdkException;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// The bytes of an object. Whatever ends them early is the store's failure, also a connection that
/// ends without one: Java's own client takes that for the end of the content.
final class ObjectInput extends InputStream {

    private final String key;
    private final InputStream content;
    private final long length;
    private long position;

    /// @param length of the content in bytes
    ObjectInput(String key, InputStream content, long length) {
        this.key = key;
        this.content = content;
        this.length = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int most) throws IOException {
        try {
            int count = content.read(buffer, offset, most);
            if (count < 0 && position < length) {
                throw new EOFException("expected " + length + " bytes, got " + position);
            }
            position += Math.max(count, 0);
            return count;
        } catch (SdkException e) {
            throw FailureText.of("reading " + key, e);
        } catch (IOException e) {
            throw new BlobStoreException("reading " + key, e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            content.close();
        } catch (SdkException e) {
            throw FailureText.of("reading " + key, e);
        } catch (IOException e) {
            throw new BlobStoreException("reading " + key, e);
        }
    }
}
