package dev.lamina.image.erofs;

import dev.lamina.image.ImageFormatException;
import dev.lamina.image.tree.DirectoryNode;
import dev.lamina.image.tree.FileNode;
import dev.lamina.image.tree.Node;
import dev.lamina.image.tree.SymlinkNode;

/// One node and what it needs in the image.
///
/// @param xattrSize the size in bytes of its extended attributes on disk
/// @param chunks    how a file's content is cut; [Chunks#NONE] for other nodes
/// @param dataSize  the size in bytes of a directory's or symbolic link's data
/// @param inline    whether that data follows the inode; else it has blocks of its own
record Inode(Node node, int xattrSize, Chunks chunks, long dataSize, boolean inline) {

    /// Measures a node.
    static Inode of(Node node) throws ImageFormatException {
        int xattrSize = XattrBlock.size(node.attributes().xattrs());
        if (node instanceof FileNode file) {
            return new Inode(node, xattrSize, Chunks.of(file.content()), 0, false);
        }
        long dataSize = 0;
        if (node instanceof DirectoryNode directory) {
            dataSize = DirectoryBlocks.size(directory.children());
        } else if (node instanceof SymlinkNode link) {
            dataSize = link.target().length();
        }
        boolean inline =
                dataSize > 0
                        && ErofsFormat.INODE_SIZE + xattrSize + dataSize <= ErofsFormat.BLOCK_SIZE;
        return new Inode(node, xattrSize, Chunks.NONE, dataSize, inline);
    }

    /// Where chunk indexes or inline data begin, behind the begin of the inode. That is at a multiple
    /// of 8, as are all chunk indexes.
    int tailOffset() {
        int end = ErofsFormat.INODE_SIZE + xattrSize;
        return chunks.count() > 0 ? (end + 7) & ~7 : end;
    }

    /// The size in bytes of the inode and all that follows it.
    int size() {
        return tailOffset() + (inline ? (int) dataSize : chunks.indexSize());
    }

    /// Tells whether data has blocks of its own.
    boolean hasBlocks() {
        return dataSize > 0 && !inline;
    }
}
