package dev.lamina.image.compression;

import java.util.zip.DataFormatException;

/// Inflates gzip, one member at a time (RFC 1952). [JdkGzipDecoder] is one that always works;
/// others are faster, and need native code.
///
/// A decoder reads the member's header and trailer itself, and checks the trailer. Input and output
/// are arrays of the caller; the decoder keeps neither beyond the call that consumes it.
///
/// Not for use by several threads at once.
public interface GzipDecoder extends AutoCloseable {

    /// Hands over input, which must not change until [#remainingInput] is 0. Only allowed when the
    /// input before is consumed.
    void setInput(byte[] array, int offset, int length);

    /// Returns how many bytes of the input are not consumed. After the end of a member these are
    /// what follows it.
    int remainingInput();

    /// Fills `output` as far as the input reaches.
    ///
    /// @param length at least 1
    /// @return how many bytes were written; 0 if more input is needed, or the member has ended
    /// @throws DataFormatException if the input is no gzip, or damaged, or needs what is not
    ///     supported
    int decode(byte[] output, int offset, int length) throws DataFormatException;

    /// Tells whether the member has ended and its trailer was right.
    boolean isMemberEnded();

    /// Begins another member with the input that remains.
    void nextMember();

    /// Gives back what the decoder holds; may be called twice.
    @Override
    void close();
}
