package dev.lamina.image;

import java.io.IOException;
import java.util.OptionalLong;

/// Bytes made by others do not follow their format.
///
/// The message has the form `what, where: expected X, got Y`.
public class ImageFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String source;
    private final long offset;

    /// Creates the error.
    ///
    /// @param source what was read, for instance `layer sha256:...`
    /// @param offset the position in bytes in the source, or negative if there is none
    /// @param fault  what is wrong there: `what: expected X, got Y`
    public ImageFormatException(String source, long offset, String fault) {
        super(offset < 0 ? source + ": " + fault : source + ", at " + offset + ": " + fault);
        this.source = source;
        this.offset = offset;
    }

    /// Returns the name of what was read.
    public String source() {
        return source;
    }

    /// Returns the position of the fault in the source, in bytes, if that is known.
    public OptionalLong offset() {
        return offset < 0 ? OptionalLong.empty() : OptionalLong.of(offset);
    }
}
