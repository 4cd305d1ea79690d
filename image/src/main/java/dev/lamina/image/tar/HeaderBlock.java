package dev.lamina.image.tar;

import static dev.lamina.image.tar.TarFormat.BLOCK_SIZE;
import static dev.lamina.image.tar.TarFormat.CHECKSUM;
import static dev.lamina.image.tar.TarFormat.CHECKSUM_LENGTH;
import static dev.lamina.image.tar.TarFormat.GNU_ACCESSED;
import static dev.lamina.image.tar.TarFormat.GNU_CHANGED;
import static dev.lamina.image.tar.TarFormat.LINK_NAME;
import static dev.lamina.image.tar.TarFormat.MAGIC;
import static dev.lamina.image.tar.TarFormat.NAME;
import static dev.lamina.image.tar.TarFormat.NAME_LENGTH;
import static dev.lamina.image.tar.TarFormat.NUMBER_LENGTH;
import static dev.lamina.image.tar.TarFormat.PREFIX;
import static dev.lamina.image.tar.TarFormat.PREFIX_LENGTH;
import static dev.lamina.image.tar.TarFormat.STAR_PREFIX_LENGTH;
import static dev.lamina.image.tar.TarFormat.STAR_TRAILER;
import static dev.lamina.image.tar.TarFormat.TYPE;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;

import java.util.Arrays;
import java.util.zip.Adler32;

/// One header block, read in place from whatever array it lies in.
final class HeaderBlock {

    private static final byte[] MAGIC_POSIX = "ustar\0".getBytes(ISO_8859_1);
    private static final byte[] MAGIC_GNU = "ustar  \0".getBytes(ISO_8859_1);
    private static final byte[] TRAILER_STAR = "tar\0".getBytes(ISO_8859_1);

    private final String source;
    private final Adler32 sum = new Adler32();
    private byte[] array = new byte[0];
    private int start;
    private long offset;

    HeaderBlock(String source) {
        this.source = source;
    }

    /// Copies a block, so that it outlives the array that it lies in.
    HeaderBlock(HeaderBlock other) {
        source = other.source;
        array = Arrays.copyOfRange(other.array, other.start, other.start + BLOCK_SIZE);
        offset = other.offset;
    }

    /// Lays the view over a block.
    ///
    /// @param newOffset the position of the block in the tar
    void set(byte[] newArray, int newStart, long newOffset) {
        array = newArray;
        start = newStart;
        offset = newOffset;
    }

    long offset() {
        return offset;
    }

    /// Checks the checksum; tells whether the block is a header, or else nothing but zeros.
    boolean verify() throws ImageFormatException {
        int sum = sum();
        if (sum == 0) {
            return false;
        }
        int field = 0;
        for (int i = start + CHECKSUM; i < start + CHECKSUM + CHECKSUM_LENGTH; i++) {
            field += (array[i] & 0xff) - ' ';
        }
        long expected = number(CHECKSUM, CHECKSUM_LENGTH, "checksum");
        if (expected != sum - field && expected != signedSum()) {
            throw fault("tar header checksum: expected " + expected + ", got " + (sum - field));
        }
        return true;
    }

    /// Adds up all bytes. They are the low half of an Adler-32, less the 1 it starts with and
    /// modulo 65,521, which 256 bytes do not reach; and Adler-32 is fast in a JVM that has just
    /// started, where a loop over all headers of a layer takes as long as all else together.
    private int sum() {
        sum.reset();
        sum.update(array, start, BLOCK_SIZE / 2);
        int first = (int) sum.getValue() & 0xffff;
        sum.reset();
        sum.update(array, start + BLOCK_SIZE / 2, BLOCK_SIZE / 2);
        return first - 1 + ((int) sum.getValue() & 0xffff) - 1;
    }

    /// Adds up signed bytes with the checksum as spaces, which some old tars took for the sum.
    private int signedSum() {
        int signed = 0;
        for (int i = 0; i < BLOCK_SIZE; i++) {
            boolean inChecksum = i >= CHECKSUM && i < CHECKSUM + CHECKSUM_LENGTH;
            signed += inChecksum ? ' ' : array[start + i];
        }
        return signed;
    }

    byte type() {
        return array[start + TYPE];
    }

    boolean isGnu() {
        return has(MAGIC, MAGIC_GNU);
    }

    boolean isPosix() {
        return has(MAGIC, MAGIC_POSIX);
    }

    byte at(int field) {
        return array[start + field];
    }

    /// Reads a number.
    ///
    /// @param what names the field in the error
    long number(int field, int length, String what) throws ImageFormatException {
        long value = TarNumber.parse(array, start + field, length);
        if (value == TarNumber.INVALID) {
            throw fault(
                    "tar header "
                            + what
                            + ": expected a number, got '"
                            + Bytes.of(array, start + field, length)
                            + "'");
        }
        return value;
    }

    /// Reads a number that may not be negative.
    long count(int field, int length, String what) throws ImageFormatException {
        long value = number(field, length, what);
        if (value < 0) {
            throw fault("tar header " + what + ": expected 0 or more, got " + value);
        }
        return value;
    }

    /// Returns the name with its prefix.
    Bytes name() {
        Bytes name = text(NAME, NAME_LENGTH);
        int prefixLength = prefixLength();
        if (prefixLength == 0 || array[start + PREFIX] == 0) {
            return name;
        }
        Bytes prefix = text(PREFIX, prefixLength);
        var joined = new byte[prefix.length() + 1 + name.length()];
        prefix.copyTo(joined, 0);
        joined[prefix.length()] = '/';
        name.copyTo(joined, prefix.length() + 1);
        return Bytes.of(joined);
    }

    Bytes linkName() {
        return text(LINK_NAME, NAME_LENGTH);
    }

    private int prefixLength() {
        if (isPosix()) {
            return has(STAR_TRAILER, TRAILER_STAR) ? STAR_PREFIX_LENGTH : PREFIX_LENGTH;
        }
        return isGnu() && hasMistakenPrefix() ? PREFIX_LENGTH : 0;
    }

    /// Go before 1.8 wrote a prefix into headers of GNU format, where the times are. Images of that
    /// age are still around. As newer Go does, take it for a prefix if it is text and no time.
    private boolean hasMistakenPrefix() {
        boolean times = isNumber(GNU_ACCESSED) && isNumber(GNU_CHANGED);
        for (int i = 0; !times && i < PREFIX_LENGTH && array[start + PREFIX + i] != 0; i++) {
            if (array[start + PREFIX + i] < 0) {
                return false;
            }
        }
        return !times;
    }

    private boolean isNumber(int field) {
        return TarNumber.parse(array, start + field, NUMBER_LENGTH) != TarNumber.INVALID;
    }

    private Bytes text(int field, int maxLength) {
        int length = 0;
        while (length < maxLength && array[start + field + length] != 0) {
            length++;
        }
        return Bytes.of(array, start + field, length);
    }

    private boolean has(int field, byte[] expected) {
        for (int i = 0; i < expected.length; i++) {
            if (array[start + field + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }

    ImageFormatException fault(String fault) {
        return new ImageFormatException(source, offset, fault);
    }
}
