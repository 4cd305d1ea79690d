package dev.lamina.hub.look;

import dev.lamina.hub.blob.StoredBlob;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/// The tar of a blob, which closes the blob with it. It ends when nobody waits for the look any more, and the thread
/// stays interrupted.
final class BlobInput extends FilterInputStream {

    private final StoredBlob blob;

    BlobInput(InputStream in, StoredBlob blob) {
        super(in);
        this.blob = blob;
    }

    @Override
    public int read() throws IOException {
        checkInterruption();
        return super.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        checkInterruption();
        return super.read(buffer, offset, length);
    }

    private static void checkInterruption() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("look: nobody waits for it any more");
        }
    }

    @Override
    public void close() throws IOException {
        try (blob) {
            super.close();
        }
    }
}
