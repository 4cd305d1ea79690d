package dev.lamina.image.erofs;

import dev.lamina.image.Attributes;
import dev.lamina.image.tree.DeviceNode;
import dev.lamina.image.tree.DirectoryNode;
import dev.lamina.image.tree.FileNode;
import dev.lamina.image.tree.Node;
import dev.lamina.image.tree.SymlinkNode;

import java.util.List;

/// Writes all inodes, each with what follows it, and the data that has blocks of its own.
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

    InodeTable(Layout layout, DeviceTable devices) {
        this.layout = layout;
        this.devices = devices;
    }

    void write(byte[] image) {
        List<Inode> inodes = layout.inodes();
        for (int i = 0; i < inodes.size(); i++) {
            write(inodes.get(i), i, image);
        }
    }

    private void write(Inode inode, int number, byte[] image) {
        Node node = inode.node;
        Attributes attributes = node.attributes();
        int at = inode.position;
        LittleEndian.putShort(image, at + FORMAT, ErofsFormat.EXTENDED | dataLayout(inode) << 1);
        LittleEndian.putShort(image, at + XATTR_COUNT, XattrBlock.count(inode.xattrSize));
        LittleEndian.putShort(image, at + MODE, kind(node) | attributes.permissions());
        LittleEndian.putLong(image, at + SIZE, size(inode));
        LittleEndian.putInt(image, at + UNION, union(inode));
        LittleEndian.putInt(image, at + NUMBER, number + 1);
        LittleEndian.putInt(image, at + UID, (int) attributes.uid());
        LittleEndian.putInt(image, at + GID, (int) attributes.gid());
        LittleEndian.putLong(image, at + SECONDS, attributes.modified().getEpochSecond());
        LittleEndian.putInt(image, at + NANOSECONDS, attributes.modified().getNano());
        LittleEndian.putInt(image, at + LINKS, inode.links);
        if (inode.xattrSize > 0) {
            XattrBlock.write(attributes.xattrs(), image, at + ErofsFormat.INODE_SIZE);
        }
        writeData(inode, number, image);
    }

    private void writeData(Inode inode, int number, byte[] image) {
        int data = inode.inline ? inode.tailPosition() : inode.dataBlock * ErofsFormat.BLOCK_SIZE;
        if (inode.node instanceof FileNode file) {
            int device = inode.chunks.count() == 0 ? 0 : devices.number(file.layer());
            inode.chunks.write(file.content(), device, image, inode.tailPosition());
        } else if (inode.node instanceof SymlinkNode link) {
            link.target().copyTo(image, data);
        } else if (inode.node instanceof DirectoryNode) {
            List<DirectoryBlocks.Entry> entries = layout.entries(number);
            if (entries != null) {
                DirectoryBlocks.write(entries, layout::number, image, data);
            }
        }
    }

    private static int dataLayout(Inode inode) {
        if (inode.chunks.count() > 0) {
            return ErofsFormat.LAYOUT_CHUNKS;
        }
        return inode.inline ? ErofsFormat.LAYOUT_INLINE : ErofsFormat.LAYOUT_PLAIN;
    }

    private static long size(Inode inode) {
        return inode.node instanceof FileNode file ? file.content().size() : inode.dataSize;
    }

    /// What stands in `i_u`: how the file is cut, the device number, or the first data block.
    private static int union(Inode inode) {
        if (inode.chunks.count() > 0) {
            return ErofsFormat.CHUNK_INDEXES | inode.chunks.bits();
        }
        if (inode.node instanceof DeviceNode device) {
            int minor = device.minor();
            return minor & 0xff | device.major() << 8 | (minor & ~0xff) << 12;
        }
        return inode.dataBlock;
    }

    private static int kind(Node node) {
        if (node instanceof FileNode) {
            return ErofsFormat.MODE_FILE;
        } else if (node instanceof DirectoryNode) {
            return ErofsFormat.MODE_DIRECTORY;
        } else if (node instanceof SymlinkNode) {
            return ErofsFormat.MODE_SYMLINK;
        } else if (node instanceof DeviceNode device) {
            return device.block()
                    ? ErofsFormat.MODE_BLOCK_DEVICE
                    : ErofsFormat.MODE_CHARACTER_DEVICE;
        }
        return ErofsFormat.MODE_FIFO;
    }
}
