package dev.lamina.image.erofs;

import dev.lamina.image.Attributes;
import dev.lamina.image.tree.DeviceNode;
import dev.lamina.image.tree.DirectoryNode;
import dev.lamina.image.tree.FileNode;
import dev.lamina.image.tree.Node;
import dev.lamina.image.tree.SymlinkNode;

import java.io.IOException;
import java.util.Arrays;

/// Writes all inodes, each with what follows it, and then the data that has blocks of its own.
final class InodeTable {

    static final int FORMAT = 0;
    static final int XATTR_COUNT = 2;
    static final int MODE = 4;
    static final int SIZE = 8;
    static final int UNION = 16;
    static final int NUMBER = 20;
    static final int UID = 24;
    static final int GID = 28;
    static final int SECONDS = 32;
    static final int NANOSECONDS = 40;
    static final int LINKS = 44;

    private final Layout layout;
    private final DeviceTable devices;
    private final PaddedOutput out;

    /// The inode and its extended attributes, before the data that follows them.
    private byte[] record = new byte[ErofsFormat.BLOCK_SIZE];

    InodeTable(Layout layout, DeviceTable devices, PaddedOutput out) {
        this.layout = layout;
        this.devices = devices;
        this.out = out;
    }

    void write() throws IOException {
        for (int i = 0; i < layout.count(); i++) {
            Inode inode = Inode.of(layout.node(i));
            out.padTo(layout.position(i));
            int end = inode.tailOffset() + inode.chunks().indexSize();
            record = record.length < end ? new byte[end] : record;
            Arrays.fill(record, 0, end, (byte) 0);
            write(inode, i);
            out.write(record, 0, end);
            if (inode.inline()) {
                writeData(inode.node(), i);
            }
        }
        for (int i = 0; i < layout.count(); i++) {
            if (layout.block(i) > 0) {
                out.padTo((long) layout.block(i) * ErofsFormat.BLOCK_SIZE);
                writeData(layout.node(i), i);
            }
        }
        out.padTo(layout.size());
    }

    private void write(Inode inode, int number) {
        Node node = inode.node();
        Attributes attributes = node.attributes();
        LittleEndian.putShort(record, FORMAT, ErofsFormat.EXTENDED | dataLayout(inode) << 1);
        LittleEndian.putShort(record, XATTR_COUNT, XattrBlock.count(inode.xattrSize()));
        LittleEndian.putShort(record, MODE, InodeKind.of(node).mode() | attributes.permissions());
        LittleEndian.putLong(record, SIZE, size(inode));
        LittleEndian.putInt(record, UNION, union(inode, number));
        LittleEndian.putInt(record, NUMBER, number + 1);
        LittleEndian.putInt(record, UID, (int) attributes.uid());
        LittleEndian.putInt(record, GID, (int) attributes.gid());
        LittleEndian.putLong(record, SECONDS, attributes.modified().getEpochSecond());
        LittleEndian.putInt(record, NANOSECONDS, attributes.modified().getNano());
        LittleEndian.putInt(record, LINKS, layout.links(number));
        if (inode.xattrSize() > 0) {
            XattrBlock.write(attributes.xattrs(), record, ErofsFormat.INODE_SIZE);
        }
        if (node instanceof FileNode file && inode.chunks().count() > 0) {
            int device = devices.number(file.layer());
            inode.chunks().write(file.content(), device, record, inode.tailOffset());
        }
    }

    private void writeData(Node node, int number) throws IOException {
        if (node instanceof SymlinkNode link) {
            link.target().writeTo(out);
        } else if (node instanceof DirectoryNode directory) {
            DirectoryBlocks.write(number, directory.children(), layout, out);
        }
    }

    private static int dataLayout(Inode inode) {
        if (inode.chunks().count() > 0) {
            return ErofsFormat.LAYOUT_CHUNKS;
        }
        return inode.inline() ? ErofsFormat.LAYOUT_INLINE : ErofsFormat.LAYOUT_PLAIN;
    }

    private static long size(Inode inode) {
        return inode.node() instanceof FileNode file ? file.size() : inode.dataSize();
    }

    /// Returns `i_u`: the form of the chunks, the device number, or the first data block.
    private int union(Inode inode, int number) {
        if (inode.chunks().count() > 0) {
            return ErofsFormat.CHUNK_INDEXES | inode.chunks().bits();
        }
        if (inode.node() instanceof DeviceNode device) {
            int minor = device.minor();
            return minor & 0xff | device.major() << 8 | (minor & ~0xff) << 12;
        }
        return layout.block(number);
    }
}
