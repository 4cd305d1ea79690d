package dev.lamina.image;

import java.io.IOException;

/// Bytes are not the ones that their digest promises.
public final class DigestMismatchException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Digest expected;
    private final transient Digest got;

    /// Creates the error.
    ///
    /// @param source what was read, for instance `blob` or `layer tar`
    public DigestMismatchException(String source, Digest expected, Digest got) {
        super(source + ", digest: expected " + expected + ", got " + got);
        this.expected = expected;
        this.got = got;
    }

    public Digest expected() {
        return expected;
    }

    public Digest got() {
        return got;
    }
}
