package dev.lamina.image.erofs;

import dev.lamina.image.Attributes;
import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;

import java.time.Instant;
import java.util.SortedMap;

/// Reads inodes and their extended attributes.
final class InodeReader {

    private static final int S_IFMT = 0170000;
    private static final long MAX_SECONDS = Instant.MAX.getEpochSecond();

    private final ImageBytes image;
    private final SuperblockRecord superblock;

    InodeReader(ImageBytes image, SuperblockRecord superblock) {
        this.image = image;
        this.superblock = superblock;
    }

    /// Reads an inode by its number on disk.
    InodeRecord read(long number) throws ImageFormatException {
        if (number < 0 || number > image.length() / ErofsFormat.INODE_SLOT_SIZE) {
            throw image.fault(-1, "number of an inode: expected one in the image, got " + number);
        }
        long at = superblock.metaStart() + number * ErofsFormat.INODE_SLOT_SIZE;
        int format = image.u16(at + InodeTable.FORMAT);
        image.check(ErofsFormat.EXTENDED, format & 1, at, "form of inode");
        int xattrCount = image.u16(at + InodeTable.XATTR_COUNT);
        SortedMap<Bytes, Bytes> xattrs =
                XattrBlock.read(image, at + ErofsFormat.INODE_SIZE, xattrCount);
        int mode = image.u16(at + InodeTable.MODE);
        int kind = mode & S_IFMT;
        long size = image.s64(at + InodeTable.SIZE);
        int union = image.s32(at + InodeTable.UNION);
        checkNumber(at);
        long tail = at + ErofsFormat.INODE_SIZE + XattrBlock.sizeOf(xattrCount);
        long data = data(at, kind, format >> 1, size, union, tail);
        return new InodeRecord(
                at,
                kind,
                attributes(at, mode & Attributes.PERMISSION_BITS, xattrs),
                size,
                union,
                image.s32(at + InodeTable.LINKS),
                data);
    }

    private void checkNumber(long at) throws ImageFormatException {
        long number = image.u32(at + InodeTable.NUMBER);
        if (number < 1 || number > superblock.inodes()) {
            throw image.fault(
                    at, "i_ino: expected 1 to " + superblock.inodes() + ", got " + number);
        }
    }

    /// Returns where data or chunk indexes begin, after a check that layout and kind agree.
    private long data(long at, int kind, int layout, long size, int union, long tail)
            throws ImageFormatException {
        if (kind == ErofsFormat.MODE_DIRECTORY || kind == ErofsFormat.MODE_SYMLINK) {
            if (size < 1 || size > image.length()) {
                throw image.fault(at, "size: expected 1 to " + image.length() + ", got " + size);
            }
            if (layout == ErofsFormat.LAYOUT_PLAIN) {
                return (union & 0xFFFF_FFFFL) * ErofsFormat.BLOCK_SIZE;
            }
            image.check(ErofsFormat.LAYOUT_INLINE, layout, at, "data layout");
            image.check(0, union, at, "i_u");
            long last = tail + size - 1;
            image.check(blockOf(tail), blockOf(last), at, "block of the last inline byte");
            return tail;
        }
        if (kind == ErofsFormat.MODE_FILE && size > 0) {
            image.check(ErofsFormat.LAYOUT_CHUNKS, layout, at, "data layout");
            return (tail + 7) & ~7;
        }
        image.check(ErofsFormat.LAYOUT_PLAIN, layout, at, "data layout");
        image.check(0, size, at, "size");
        if (kind == ErofsFormat.MODE_FILE || kind == ErofsFormat.MODE_FIFO) {
            image.check(0, union, at, "i_u");
        }
        return tail;
    }

    private static long blockOf(long position) {
        return position / ErofsFormat.BLOCK_SIZE;
    }

    private Attributes attributes(long at, int permissions, SortedMap<Bytes, Bytes> xattrs)
            throws ImageFormatException {
        long seconds = image.s64(at + InodeTable.SECONDS);
        long nanoseconds = image.u32(at + InodeTable.NANOSECONDS);
        if (Math.abs(seconds) > MAX_SECONDS
                || seconds == Long.MIN_VALUE
                || nanoseconds > 999_999_999) {
            throw image.fault(
                    at,
                    "time: expected one in range, got " + seconds + " s " + nanoseconds + " ns");
        }
        try {
            return new Attributes(
                    permissions,
                    image.u32(at + InodeTable.UID),
                    image.u32(at + InodeTable.GID),
                    Instant.ofEpochSecond(seconds, nanoseconds),
                    xattrs);
        } catch (IllegalArgumentException e) {
            throw image.fault(at, e.getMessage());
        }
    }
}
