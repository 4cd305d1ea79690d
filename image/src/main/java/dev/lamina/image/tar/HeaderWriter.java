package dev.lamina.image.tar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lamina.image.Bytes;

import java.util.Arrays;

/// Fills header blocks in the ustar format.
final class HeaderWriter {

    private static final byte[] MAGIC_AND_VERSION = "ustar\00000".getBytes(ISO_8859_1);

    private final byte[] block = new byte[TarFormat.BLOCK_SIZE];

    /// Starts a header of zeros only but for the magic.
    void clear(byte type) {
        Arrays.fill(block, (byte) 0);
        System.arraycopy(MAGIC_AND_VERSION, 0, block, TarFormat.MAGIC, TarFormat.MAGIC_LENGTH);
        block[TarFormat.TYPE] = type;
    }

    /// Puts a path where it fits, in the name or in prefix and name; tells whether it did.
    boolean path(Bytes path) {
        if (text(TarFormat.NAME, TarFormat.NAME_LENGTH, path)) {
            return true;
        }
        // The name starts behind a slash, is not empty, and leaves a prefix that fits.
        int first = path.length() - TarFormat.NAME_LENGTH - 1;
        for (int slash = Math.max(first, 1); slash < path.length() - 1; slash++) {
            if (path.at(slash) == '/' && slash <= TarFormat.PREFIX_LENGTH) {
                path.slice(0, slash).copyTo(block, TarFormat.PREFIX);
                path.slice(slash + 1, path.length()).copyTo(block, TarFormat.NAME);
                return true;
            }
        }
        return false;
    }

    /// Puts bytes into a field if they fit; tells whether they did.
    boolean text(int field, int length, Bytes text) {
        if (text.length() > length) {
            return false;
        }
        text.copyTo(block, field);
        return true;
    }

    /// Puts a number into a field, in octal, if it fits; tells whether it did. Else the field says
    /// zero.
    boolean number(int field, int length, long value) {
        int digits = length - 1;
        boolean fits = value >= 0 && value >>> (3 * digits) == 0;
        long rest = fits ? value : 0;
        for (int i = digits - 1; i >= 0; i--) {
            block[field + i] = (byte) ('0' + (rest & 7));
            rest >>>= 3;
        }
        return fits;
    }

    /// Adds the checksum, and returns the block, which the next header overwrites.
    byte[] finish() {
        int sum = 0;
        Arrays.fill(
                block,
                TarFormat.CHECKSUM,
                TarFormat.CHECKSUM + TarFormat.CHECKSUM_LENGTH,
                (byte) ' ');
        for (byte b : block) {
            sum += b & 0xff;
        }
        // Six digits, NUL, space: as every tar has written it since the seventh edition.
        number(TarFormat.CHECKSUM, TarFormat.CHECKSUM_LENGTH - 1, sum);
        block[TarFormat.CHECKSUM + TarFormat.CHECKSUM_LENGTH - 2] = 0;
        return block;
    }
}
