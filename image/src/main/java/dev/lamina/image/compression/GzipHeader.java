package dev.lamina.image.compression;

import java.util.zip.DataFormatException;

/// Reads the header of a gzip member byte by byte (RFC 1952, section 2.3), and keeps none of it.
public final class GzipHeader {

    private static final int MAGIC_1 = 0x1f;
    private static final int MAGIC_2 = 0x8b;
    private static final int DEFLATE = 8;

    private static final int FLAG_HEADER_CHECK = 1 << 1;
    private static final int FLAG_EXTRA = 1 << 2;
    private static final int FLAG_NAME = 1 << 3;
    private static final int FLAG_COMMENT = 1 << 4;
    private static final int RESERVED_FLAGS = 0xe0;

    /// The time, the extra flags and the operating system, none of which matter here.
    private static final int TIME_AND_SYSTEM_SIZE = 6;

    /// No part of a header is longer, since an extra field has 16 bits for its length; names are
    /// bounded by it too.
    private static final int MAX_PART_SIZE = 1 << 16;

    /// The parts of a header in their order; those of a flag only if it is set.
    private enum Part {
        MAGIC_1,
        MAGIC_2,
        METHOD,
        FLAGS,
        TIME_AND_SYSTEM,
        EXTRA_LENGTH,
        EXTRA,
        NAME,
        COMMENT,
        CHECK,
        END
    }

    private Part part = Part.MAGIC_1;
    private int flags;

    /// Bytes of the part read so far.
    private int count;

    private int extraLength;

    /// Creates a header of which nothing is read yet.
    public GzipHeader() {}

    /// Tells whether the header has ended.
    public boolean isComplete() {
        return part == Part.END;
    }

    /// Reads the next byte.
    ///
    /// @throws DataFormatException if it is no gzip, or has what RFC 1952 reserves
    public void accept(byte next) throws DataFormatException {
        int value = next & 0xff;
        count++;
        switch (part) {
            case MAGIC_1 -> expect("magic", MAGIC_1, value, Part.MAGIC_2);
            case MAGIC_2 -> expect("magic", MAGIC_2, value, Part.METHOD);
            case METHOD -> expect("method", DEFLATE, value, Part.FLAGS);
            case FLAGS -> {
                flags = value;
                expect("reserved flags", 0, value & RESERVED_FLAGS, Part.TIME_AND_SYSTEM);
            }
            case TIME_AND_SYSTEM -> endAfter(TIME_AND_SYSTEM_SIZE, Part.EXTRA_LENGTH);
            case EXTRA_LENGTH -> {
                extraLength |= value << (8 * (count - 1));
                endAfter(2, extraLength == 0 ? Part.NAME : Part.EXTRA);
            }
            case EXTRA -> endAfter(extraLength, Part.NAME);
            case NAME -> endAfter(value == 0 ? count : Integer.MAX_VALUE, Part.COMMENT);
            case COMMENT -> endAfter(value == 0 ? count : Integer.MAX_VALUE, Part.CHECK);
            case CHECK -> endAfter(2, Part.END);
            case END -> throw new IllegalStateException("header is complete");
        }
    }

    private void expect(String what, int expected, int got, Part following)
            throws DataFormatException {
        if (got != expected) {
            throw new DataFormatException(
                    "gzip "
                            + what
                            + ": expected 0x"
                            + Integer.toHexString(expected)
                            + ", got 0x"
                            + Integer.toHexString(got));
        }
        enter(following);
    }

    private void endAfter(int size, Part following) throws DataFormatException {
        if (count == size) {
            enter(following);
        } else if (count == MAX_PART_SIZE) {
            throw new DataFormatException(
                    "gzip header: expected names of at most " + MAX_PART_SIZE + " bytes, got more");
        }
    }

    /// Begins a part, or the next one that the flags ask for.
    private void enter(Part following) {
        Part next = following;
        if (next == Part.EXTRA_LENGTH && (flags & FLAG_EXTRA) == 0) {
            next = Part.NAME;
        }
        if (next == Part.NAME && (flags & FLAG_NAME) == 0) {
            next = Part.COMMENT;
        }
        if (next == Part.COMMENT && (flags & FLAG_COMMENT) == 0) {
            next = Part.CHECK;
        }
        if (next == Part.CHECK && (flags & FLAG_HEADER_CHECK) == 0) {
            next = Part.END;
        }
        part = next;
        count = 0;
    }
}
