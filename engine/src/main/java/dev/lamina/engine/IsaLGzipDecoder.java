package dev.lamina.engine;

import dev.lamina.image.compression.GzipDecoder;
import dev.lamina.image.compression.GzipHeader;
import dev.lamina.linux.GzipInflation;

import java.util.zip.DataFormatException;

/// Inflates gzip with ISA-L. Headers are read in Java, as strictly as for the JDK's decoder: the
/// library would let reserved flags pass.
final class IsaLGzipDecoder implements GzipDecoder {

    private final GzipInflation inflation;
    private GzipHeader header = new GzipHeader();

    /// The piece that was handed over last; its rest is here until the header has ended.
    private byte[] input = new byte[0];

    private int inputStart;
    private int inputEnd;

    IsaLGzipDecoder(GzipInflation inflation) {
        this.inflation = inflation;
    }

    @Override
    public void setInput(byte[] array, int offset, int length) {
        if (remainingInput() > 0) {
            throw new IllegalStateException("input before is not consumed");
        }
        input = array;
        inputStart = offset;
        inputEnd = offset + length;
        if (header.isComplete()) {
            handOn();
        }
    }

    /// Gives the library what the header has left of the input.
    private void handOn() {
        inflation.setInput(input, inputStart, inputEnd - inputStart);
        inputStart = inputEnd;
    }

    @Override
    public int remainingInput() {
        return inputEnd - inputStart + inflation.remainingInput();
    }

    @Override
    public int decode(byte[] output, int offset, int length) throws DataFormatException {
        if (!header.isComplete()) {
            while (inputStart < inputEnd && !header.isComplete()) {
                header.accept(input[inputStart++]);
            }
            if (!header.isComplete()) {
                return 0;
            }
            handOn();
        }
        return inflation.decode(output, offset, length);
    }

    @Override
    public boolean isMemberEnded() {
        return inflation.isMemberEnded();
    }

    @Override
    public void nextMember() {
        inputStart = inputEnd - inflation.nextMember();
        header = new GzipHeader();
    }

    @Override
    public void close() {
        inflation.close();
    }
}
