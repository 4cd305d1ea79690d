package dev.lamina.hub.look;

import dev.lamina.hub.blob.StoredBlob;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream over a blob that closes the blob with it.
final class BlobInput extends FilterInputStream {

    private final StoredBlob blob;

    BlobInput(InputStream in, StoredBlob blob) {
        super(in);
        this.blob = blob;
    }

    @Override
    public void close() throws IOException {
        try (blob) {
            super.close();
        }
    }
}
