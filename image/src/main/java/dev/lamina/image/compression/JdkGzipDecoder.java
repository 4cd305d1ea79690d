package dev.lamina.image.compression;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Inflates gzip with the zlib of the JDK.
public final class JdkGzipDecoder implements GzipDecoder {

    private static final int TRAILER_SIZE = 8;

    private final Inflater inflater = new Inflater(true);
    private final CRC32 check = new CRC32();
    private GzipHeader header = new GzipHeader();
    private byte[] input = new byte[0];

    /// The end of the input.
    private int inputEnd;

    /// The next byte that neither header nor trailer nor inflater has consumed. While the inflater
    /// works, it counts itself.
    private int inputStart;

    private long trailer;
    private int trailerFill;

    /// Creates a decoder for the first member.
    public JdkGzipDecoder() {}

    @Override
    public void setInput(byte[] array, int offset, int length) {
        if (remainingInput() > 0) {
            throw new IllegalStateException("input before is not consumed");
        }
        input = array;
        inputStart = offset;
        inputEnd = offset + length;
        inflater.setInput(array, offset, length);
    }

    @Override
    public int remainingInput() {
        return inputEnd - inputStart;
    }

    @Override
    public int decode(byte[] output, int offset, int length) throws DataFormatException {
        if (!readHeader()) {
            return 0;
        }
        if (!inflater.finished()) {
            int count = inflater.inflate(output, offset, length);
            inputStart = inputEnd - inflater.getRemaining();
            check.update(output, offset, count);
            if (inflater.needsDictionary()) {
                throw new DataFormatException("gzip member: expected no dictionary, got one");
            }
            if (count > 0 || !inflater.finished()) {
                return count;
            }
        }
        readTrailer();
        return 0;
    }

    @Override
    public boolean isMemberEnded() {
        return trailerFill == TRAILER_SIZE;
    }

    @Override
    public void nextMember() {
        header = new GzipHeader();
        check.reset();
        inflater.reset();
        inflater.setInput(input, inputStart, inputEnd - inputStart);
        trailer = 0;
        trailerFill = 0;
    }

    @Override
    public void close() {
        inflater.end();
    }

    /// Reads of the header what is there; tells whether it is complete.
    private boolean readHeader() throws DataFormatException {
        if (header.isComplete()) {
            return true;
        }
        while (inputStart < inputEnd && !header.isComplete()) {
            header.accept(input[inputStart++]);
        }
        inflater.setInput(input, inputStart, inputEnd - inputStart);
        return header.isComplete();
    }

    private void readTrailer() throws DataFormatException {
        while (inputStart < inputEnd && trailerFill < TRAILER_SIZE) {
            trailer |= (input[inputStart++] & 0xffL) << (8 * trailerFill++);
        }
        if (trailerFill < TRAILER_SIZE) {
            return;
        }
        long expectedCheck = trailer & 0xFFFF_FFFFL;
        long expectedSize = trailer >>> 32;
        if (check.getValue() != expectedCheck) {
            throw new DataFormatException(
                    "gzip trailer check: expected "
                            + Long.toHexString(expectedCheck)
                            + ", got "
                            + Long.toHexString(check.getValue()));
        }
        long size = inflater.getBytesWritten() & 0xFFFF_FFFFL;
        if (size != expectedSize) {
            throw new DataFormatException(
                    "gzip trailer size: expected " + expectedSize + ", got " + size);
        }
    }
}
