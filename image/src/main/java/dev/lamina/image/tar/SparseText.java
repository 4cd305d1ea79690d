package dev.lamina.image.tar;

import dev.lamina.image.ImageFormatException;

/// Reads the sparse map that a file of format 1.0 has before its data: numbers, each on a line of
/// its own, first the count of segments, then position and length of each; NULs up to the end of
/// the block.
final class SparseText {

    /// No number in a map has more digits.
    private static final int MAX_DIGITS = 18;

    private final SparseMap segments;
    private final HeaderBlock where;
    private final TarLimits limits;

    private long number;
    private int digits;

    /// Numbers still to come; -1 before the count is known.
    private long remaining = -1;

    SparseText(SparseMap segments, HeaderBlock where, TarLimits limits) {
        this.segments = segments;
        this.where = where;
        this.limits = limits;
    }

    /// Reads one block; tells whether the map ended in it.
    boolean read(byte[] array, int start) throws ImageFormatException {
        for (int i = start; i < start + TarFormat.BLOCK_SIZE && remaining != 0; i++) {
            byte b = array[i];
            if (b >= '0' && b <= '9' && digits < MAX_DIGITS) {
                number = number * 10 + (b - '0');
                digits++;
            } else if (b == '\n' && digits > 0) {
                endNumber();
            } else {
                throw where.fault("sparse map: expected numbers on lines, got byte " + (b & 0xff));
            }
        }
        return remaining == 0;
    }

    private void endNumber() throws ImageFormatException {
        if (remaining < 0) {
            if (number > limits.sparseSegments()) {
                throw where.fault(
                        "sparse map: expected at most "
                                + limits.sparseSegments()
                                + " segments, got "
                                + number);
            }
            remaining = 2 * number;
        } else {
            remaining--;
            segments.addNumber(number, remaining % 2 == 0, where, limits);
        }
        number = 0;
        digits = 0;
    }
}
