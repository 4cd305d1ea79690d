package dev.lamina.image.erofs;

import dev.lamina.image.tree.Node;

/// One node on its way into the image: where it will lie and what it needs there.
final class Inode {

    final Node node;

    /// The size in bytes of its extended attributes on disk.
    int xattrSize;

    /// The size in bytes of what follows them: chunk indexes, or data kept inline.
    int tailSize;

    /// How a file's content is cut; meaningless for other nodes.
    Chunks chunks = new Chunks(0, 0);

    /// The size in bytes of a directory's or symbolic link's data.
    int dataSize;

    /// Whether that data follows the inode; else it has blocks of its own.
    boolean inline;

    /// Where the inode begins, in bytes from the start of the image.
    int position;

    /// The first block of its data, if that is not inline.
    int dataBlock;

    /// How many names it has; for a directory 2 and one for each directory in it.
    int links;

    /// The directory that holds this directory; the root is its own.
    int parent;

    Inode(Node node) {
        this.node = node;
    }

    /// Where chunk indexes or inline data begin.
    int tailPosition() {
        int end = position + ErofsFormat.INODE_SIZE + xattrSize;
        return chunks.count() > 0 ? (end + 7) & ~7 : end;
    }
}
