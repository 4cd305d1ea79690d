package dev.lamina.image.erofs;

import dev.lamina.image.Bytes;

import java.util.List;

/// The data of a directory: blocks of entries, sorted by name, each block with its entries first and
/// then their names.
final class DirectoryBlocks {

    static final int NAME_OFFSET = 8;
    static final int FILE_TYPE = 10;

    private DirectoryBlocks() {}

    /// One name of a directory, with `.` and `..`.
    ///
    /// @param inode the position of the inode in the list of all
    record Entry(Bytes name, int inode, int type) {}

    /// Returns the size of the data in bytes: whole blocks and what the last one uses.
    static int size(List<Entry> entries) {
        int blocks = 0;
        int used = 0;
        for (Entry entry : entries) {
            int need = ErofsFormat.DIRENT_SIZE + entry.name.length();
            if (used + need > ErofsFormat.BLOCK_SIZE) {
                blocks++;
                used = 0;
            }
            used += need;
        }
        return Math.addExact(Math.multiplyExact(blocks, ErofsFormat.BLOCK_SIZE), used);
    }

    /// Writes the data; the bytes there are zero before.
    static void write(List<Entry> entries, InodeNumbers numbers, byte[] image, int at) {
        int position = at;
        int from = 0;
        while (from < entries.size()) {
            int to = endOfBlock(entries, from);
            writeBlock(entries.subList(from, to), numbers, image, position);
            position += ErofsFormat.BLOCK_SIZE;
            from = to;
        }
    }

    /// Tells an inode's number on disk.
    interface InodeNumbers {
        long of(int inode);
    }

    private static int endOfBlock(List<Entry> entries, int from) {
        int used = 0;
        int to = from;
        while (to < entries.size()) {
            used += ErofsFormat.DIRENT_SIZE + entries.get(to).name.length();
            if (used > ErofsFormat.BLOCK_SIZE) {
                break;
            }
            to++;
        }
        return to;
    }

    private static void writeBlock(
            List<Entry> entries, InodeNumbers numbers, byte[] image, int at) {
        int dirent = at;
        int nameOffset = entries.size() * ErofsFormat.DIRENT_SIZE;
        for (Entry entry : entries) {
            LittleEndian.putLong(image, dirent, numbers.of(entry.inode));
            LittleEndian.putShort(image, dirent + NAME_OFFSET, nameOffset);
            image[dirent + FILE_TYPE] = (byte) entry.type;
            entry.name.copyTo(image, at + nameOffset);
            nameOffset += entry.name.length();
            dirent += ErofsFormat.DIRENT_SIZE;
        }
    }
}
