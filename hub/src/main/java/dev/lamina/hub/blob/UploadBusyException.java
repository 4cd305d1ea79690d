package dev.lamina.hub.blob;

import java.io.IOException;
import java.util.UUID;

/// Another request is changing the same upload.
public final class UploadBusyException extends IOException {

    private static final long serialVersionUID = 1L;

    /// Says so.
    public UploadBusyException(UUID id) {
        super("upload " + id + ": another request is writing to it");
    }
}
