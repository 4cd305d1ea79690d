package dev.lamina.image.erofs;

import dev.lamina.image.tree.DeviceNode;
import dev.lamina.image.tree.DirectoryNode;
import dev.lamina.image.tree.FileNode;
import dev.lamina.image.tree.Node;
import dev.lamina.image.tree.SymlinkNode;

/// The kind of a node, as inodes and directories have it.
enum InodeKind {
    FILE(ErofsFormat.MODE_FILE, ErofsFormat.TYPE_FILE),
    DIRECTORY(ErofsFormat.MODE_DIRECTORY, ErofsFormat.TYPE_DIRECTORY),
    SYMLINK(ErofsFormat.MODE_SYMLINK, ErofsFormat.TYPE_SYMLINK),
    CHARACTER_DEVICE(ErofsFormat.MODE_CHARACTER_DEVICE, ErofsFormat.TYPE_CHARACTER_DEVICE),
    BLOCK_DEVICE(ErofsFormat.MODE_BLOCK_DEVICE, ErofsFormat.TYPE_BLOCK_DEVICE),
    FIFO(ErofsFormat.MODE_FIFO, ErofsFormat.TYPE_FIFO);

    private final int mode;
    private final int type;

    InodeKind(int mode, int type) {
        this.mode = mode;
        this.type = type;
    }

    /// Returns the kind of a node. Every pull comes here; a chain and no pattern switch, which would be
    /// linked at its first use, in each process again.
    static InodeKind of(Node node) {
        if (node instanceof FileNode) {
            return FILE;
        } else if (node instanceof DirectoryNode) {
            return DIRECTORY;
        } else if (node instanceof SymlinkNode) {
            return SYMLINK;
        } else if (node instanceof DeviceNode device) {
            return device.block() ? BLOCK_DEVICE : CHARACTER_DEVICE;
        }
        return FIFO;
    }

    /// The `S_IFMT` bits of an inode's mode (inode(7)).
    int mode() {
        return mode;
    }

    /// The `file_type` of a directory entry.
    int type() {
        return type;
    }
}
