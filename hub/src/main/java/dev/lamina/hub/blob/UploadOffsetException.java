package dev.lamina.hub.blob;

import java.io.IOException;
import java.util.UUID;

/// A piece of an upload does not begin where the bytes so far end.
public final class UploadOffsetException extends IOException {

    private static final long serialVersionUID = 1L;

    private final long expected;

    /// Says so.
    public UploadOffsetException(UUID id, long expected, long got) {
        super("upload " + id + ", offset: expected " + expected + ", got " + got);
        this.expected = expected;
    }

    /// Where the next piece must begin.
    public long expected() {
        return expected;
    }
}
