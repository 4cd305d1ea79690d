package dev.lamina.image.erofs;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.Name;

import java.util.ArrayList;
import java.util.List;

/// Reads the data of one directory.
final class DirectoryReader {

    private static final Bytes SELF = Bytes.utf8(".");
    private static final Bytes PARENT = Bytes.utf8("..");

    private final ImageBytes image;
    private final InodeRecord inode;
    private final List<Entry> entries = new ArrayList<>();
    private Bytes lastName = Bytes.EMPTY;
    private long self = -1;
    private long parent = -1;

    DirectoryReader(ImageBytes image, InodeRecord inode) {
        this.image = image;
        this.inode = inode;
    }

    /// One name in the directory.
    record Entry(Name name, long inode, int type) {}

    /// Returns the entries without `.` and `..`.
    ///
    /// @param expectedSelf   the inode that `.` must name
    /// @param expectedParent the inode that `..` must name
    List<Entry> read(long expectedSelf, long expectedParent) throws ImageFormatException {
        for (long done = 0; done < inode.size(); done += ErofsFormat.BLOCK_SIZE) {
            int size = (int) Math.min(ErofsFormat.BLOCK_SIZE, inode.size() - done);
            readBlock(inode.data() + done, size);
        }
        image.check(expectedSelf, self, inode.data(), "inode of .");
        image.check(expectedParent, parent, inode.data(), "inode of ..");
        return entries;
    }

    private void readBlock(long at, int size) throws ImageFormatException {
        int names = image.u16(at + DirectoryBlocks.NAME_OFFSET);
        if (names == 0 || names % ErofsFormat.DIRENT_SIZE != 0 || names >= size) {
            throw image.fault(at, "first name: expected one behind the entries, got " + names);
        }
        int count = names / ErofsFormat.DIRENT_SIZE;
        int start = names;
        for (int i = 0; i < count; i++) {
            long dirent = at + (long) i * ErofsFormat.DIRENT_SIZE;
            boolean last = i + 1 == count;
            int end =
                    last
                            ? start + image.lengthToZero(at + start, size - start)
                            : image.u16(
                                    dirent + ErofsFormat.DIRENT_SIZE + DirectoryBlocks.NAME_OFFSET);
            if (end <= start || end > size) {
                throw image.fault(dirent, "end of name: expected one in the block, got " + end);
            }
            add(dirent, image.bytes(at + start, end - start));
            start = end;
        }
    }

    private void add(long dirent, Bytes name) throws ImageFormatException {
        if (name.compareTo(lastName) <= 0) {
            throw image.fault(dirent, "name: expected one after " + lastName + ", got " + name);
        }
        lastName = name;
        long number = image.s64(dirent);
        int type = image.u8(dirent + DirectoryBlocks.FILE_TYPE);
        if (name.equals(SELF) || name.equals(PARENT)) {
            image.check(ErofsFormat.TYPE_DIRECTORY, type, dirent, "type of " + name);
            self = name.equals(SELF) ? number : self;
            parent = name.equals(PARENT) ? number : parent;
            return;
        }
        try {
            entries.add(new Entry(new Name(name), number, type));
        } catch (IllegalArgumentException e) {
            throw image.fault(dirent, e.getMessage());
        }
    }
}
