package dev.lamina.image.erofs;

import dev.lamina.image.Bytes;
import dev.lamina.image.tree.DirectoryNode.Child;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The data of a directory: blocks of entries, sorted by name, each block with its entries first and
/// then their names.
final class DirectoryBlocks {

    static final int NAME_OFFSET = 8;
    static final int FILE_TYPE = 10;

    private static final Bytes SELF = Bytes.utf8(".");
    private static final Bytes PARENT = Bytes.utf8("..");

    private final Layout layout;
    private final OutputStream out;
    private final byte[] block = new byte[ErofsFormat.BLOCK_SIZE];
    private final List<Entry> entries = new ArrayList<>();
    private int used;

    private DirectoryBlocks(Layout layout, OutputStream out) {
        this.layout = layout;
        this.out = out;
    }

    /// One name of a directory, with `.` and `..`.
    private record Entry(Bytes name, int inode, int type) {}

    /// Returns the size of the data in bytes: whole blocks and what the last one uses.
    static long size(List<Child> children) {
        var size = new Size();
        int dots = 0;
        for (Child child : children) {
            Bytes name = child.name().bytes();
            for (; dots < 2 && dot(dots).compareTo(name) < 0; dots++) {
                size.add(dot(dots));
            }
            size.add(name);
        }
        for (; dots < 2; dots++) {
            size.add(dot(dots));
        }
        return size.blocks * ErofsFormat.BLOCK_SIZE + size.used;
    }

    private static final class Size {

        private long blocks;
        private int used;

        void add(Bytes name) {
            int need = ErofsFormat.DIRENT_SIZE + name.length();
            if (used + need > ErofsFormat.BLOCK_SIZE) {
                blocks++;
                used = 0;
            }
            used += need;
        }
    }

    /// Names such as "!" and "-" sort before "." and "..".
    private static Bytes dot(int number) {
        return number == 0 ? SELF : PARENT;
    }

    /// Writes the data of a directory.
    static void write(int directory, List<Child> children, Layout layout, OutputStream out)
            throws IOException {
        var blocks = new DirectoryBlocks(layout, out);
        int dots = 0;
        for (Child child : children) {
            Bytes name = child.name().bytes();
            for (; dots < 2 && dot(dots).compareTo(name) < 0; dots++) {
                blocks.addDot(dots, directory);
            }
            blocks.add(
                    new Entry(name, layout.inode(child.node()), InodeKind.of(child.node()).type()));
        }
        for (; dots < 2; dots++) {
            blocks.addDot(dots, directory);
        }
        blocks.end(blocks.used);
    }

    private void addDot(int number, int directory) throws IOException {
        int inode = number == 0 ? directory : layout.parent(directory);
        add(new Entry(dot(number), inode, ErofsFormat.TYPE_DIRECTORY));
    }

    private void add(Entry entry) throws IOException {
        int need = ErofsFormat.DIRENT_SIZE + entry.name.length();
        if (used + need > ErofsFormat.BLOCK_SIZE) {
            end(ErofsFormat.BLOCK_SIZE);
        }
        entries.add(entry);
        used += need;
    }

    /// Writes one block, or what the last one uses.
    private void end(int length) throws IOException {
        Arrays.fill(block, (byte) 0);
        int dirent = 0;
        int nameOffset = entries.size() * ErofsFormat.DIRENT_SIZE;
        for (Entry entry : entries) {
            LittleEndian.putLong(block, dirent, layout.number(entry.inode));
            LittleEndian.putShort(block, dirent + NAME_OFFSET, nameOffset);
            block[dirent + FILE_TYPE] = (byte) entry.type;
            entry.name.copyTo(block, nameOffset);
            nameOffset += entry.name.length();
            dirent += ErofsFormat.DIRENT_SIZE;
        }
        out.write(block, 0, length);
        entries.clear();
        used = 0;
    }
}
